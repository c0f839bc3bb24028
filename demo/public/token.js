// @ts-check
/** The customer's token. The shop signs it for the customer of its cookie; this page keeps it in memory until it expires. */

/** ms; less than the token's lifetime of five minutes. */
const MAX_AGE = 4 * 60_000;

/** @type {{ value: Promise<string | undefined>, until: number } | undefined} */
let cached;

async function ask() {
  const response = await fetch('/token', { method: 'POST' });
  return response.ok ? response.text() : undefined;
}

/**
 * @param {boolean} [fresh] whether the previous token was rejected
 * @returns {Promise<string | undefined>} undefined for a guest
 */
export function token(fresh) {
  if (fresh || !cached || Date.now() > cached.until) cached = { value: ask(), until: Date.now() + MAX_AGE };
  const { value } = cached;
  value.catch(() => {
    cached = undefined;
  });
  return value;
}
