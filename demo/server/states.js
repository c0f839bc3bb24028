// @ts-check
/**
 * Endpoints for the gallery that accept, hang, fail or reject. They store nothing. All of them accept an answer that is
 * older than a minute, so that no browser keeps an answer forever.
 */

/** ms */
const LATE = 60_000;
/** Longer than the timeout of one attempt. */
const HANG = 15_000;

/** @param {number} status @param {Record<string, string>} [headers] */
const answer = (status, headers) =>
  new Response(status === 204 ? null : '{}', {
    status,
    headers: { 'Cache-Control': 'no-store', ...(status !== 204 && { 'Content-Type': 'application/json' }), ...headers },
  });

/**
 * @param {Request} request
 * @param {AbortSignal} closing aborted when the server closes
 * @returns {Promise<Response | undefined>} undefined for any other path
 */
export async function states(request, closing) {
  const { pathname } = new URL(request.url);
  const wait = () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, HANG);
      closing.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });

  if (request.method !== 'POST' || !/^\/gallery\/(sent|slow|down|refuse)$/.test(pathname)) return undefined;
  const time = Date.parse(/"time":"([^"]{10,40})"/.exec(await request.text())?.[1] ?? '');
  if (pathname.endsWith('sent') || Date.now() - time > LATE) return answer(204);
  if (pathname.endsWith('down')) return answer(503, { 'Retry-After': '600' });
  if (pathname.endsWith('refuse')) return answer(422);
  await wait();
  return answer(503);
}
