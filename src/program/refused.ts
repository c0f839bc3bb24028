/** What is accepted in an attribute of `<lojal-program>`, and an example. */
const ACCEPTED: Readonly<Record<string, readonly [accepted: string, example: string]>> = {
  customer: ['an opaque id, never an e-mail address,', 'c_1042'],
  currency: ['a code of ISO 4217', 'EUR'],
  storage: ['local, session or none', 'session'],
  'color-scheme': ['light, dark or system', 'light'],
  bridge: ['dataLayer', 'dataLayer'],
  'content-type': ['text/plain', 'text/plain'],
  points: ['a number', '1280'],
  pending: ['a number', '40'],
  spend: ['a number', '412.50'],
  orders: ['a number', '9'],
};

/**
 * An attribute is not used because of what stands in it.
 *
 * @param data what its name begins with where it is written
 */
export function refused(attribute: string, value: string, data: string): string[] {
  const address = /^http:/.test(value) ? value.replace(':', 's:') : 'https://shop.example/…';
  const [accepted, example] = ACCEPTED[attribute] ?? ['an https address', address];
  return [`${attribute} is ${JSON.stringify(value)}; ${accepted} is accepted: ${data}${attribute}="${example}"`];
}
