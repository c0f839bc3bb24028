/**
 * English is built in, one file for each part of the script, so that a page loads only the texts it shows. This file is
 * what every part needs. Every other language is two files. Data only: the caller fills `{name}`, and an entry with
 * plural forms is chosen by `n`.
 */
export const en = {
  /** Tags for which the digits below are exactly what `Intl` writes; every other region uses `Intl`. */
  tags: 'en en-US',
  /**
   * The separator of groups of three digits, then the decimal separator; a third character where numbers of four digits
   * are not grouped. Written here because the first call of `Intl` takes about 100 ms on a slow phone, which would delay
   * the first paint.
   */
  marks: ',.',
  /** `one`: 1 is singular. `zero`: 0 and 1 are. `intl`: the language has more forms, which `Intl.PluralRules` chooses. */
  plural: 'one',
  /** `ltr`, or `rtl` for a language that is read from right to left. */
  dir: 'ltr',
  /** Between a number of a scale and its meaning, for screen readers: "0, Not at all likely". */
  comma: ', ',
  test: 'Test: nothing is sent',
};
