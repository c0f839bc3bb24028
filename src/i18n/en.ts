/**
 * English is built in, in files of its own for each part of the script, so that a page loads only the words it shows:
 * this one is what every part needs. Another language is one file. Data only: `{name}` is filled in by the caller, an
 * entry with plural forms is chosen by its `{n}`.
 */
export const en = {
  /** Tags for which the digits below are exactly what `Intl` writes; any other region goes through `Intl`. */
  tags: 'en en-US',
  /**
   * What stands between groups of three digits, and before decimals; a third one where numbers of four digits are not
   * grouped. Written here because the first call of `Intl` costs about 100 ms on a slow phone, and the first paint must
   * not wait for it.
   */
  marks: ',.',
  /** `one`: 1 is singular. `zero`: 0 is, too. `intl`: the language has more forms, `Intl.PluralRules` is asked. */
  plural: 'one',
  /** `ltr`, or `rtl` where these words are read from right to left. */
  dir: 'ltr',
  test: 'Test: nothing is sent',
};
