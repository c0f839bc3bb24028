// @ts-check
/** The customer's token: from the shop, which knows them by its cookie; kept in this page's memory for most of its life. */

/** ms; a little less than the five minutes that it is good for. */
const LIFE = 4 * 60_000;

/** @type {{ value: Promise<string | undefined>, until: number } | undefined} */
let kept;

async function ask() {
  const response = await fetch('/token', { method: 'POST' });
  return response.ok ? response.text() : undefined;
}

/**
 * @param {boolean} [fresh] the last one was not accepted
 * @returns {Promise<string | undefined>} nothing for a guest
 */
export function token(fresh) {
  if (fresh || !kept || Date.now() > kept.until) kept = { value: ask(), until: Date.now() + LIFE };
  const { value } = kept;
  value.catch(() => {
    kept = undefined;
  });
  return value;
}
