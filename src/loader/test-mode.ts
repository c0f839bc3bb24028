/**
 * Whether `data-test` of the script tag turns test mode on. Tools for end-to-end tests mark tags with the same attribute, so a
 * name such as `data-test="club-script"` does not count.
 */
export const isTestMode = (value: string | undefined): boolean =>
  value !== undefined && /^(true|1|yes|on|test)?$/i.test(value);
