/**
 * An endpoint at `/answers` in place of the network; all other requests go through. Import it in the test file, not
 * later: the outbox reads `fetch` once, when its module loads with the first question.
 */

/** The bodies that were posted since the test began, in order. */
export const posted: string[] = [];

/** `status`: what the endpoint answers, or 0 for never. 201 when a test begins. */
export const endpoint = { status: 201 };

const net = window.fetch;
window.fetch = (input, init) => {
  if (init?.method !== 'POST' || !String(input).endsWith('/answers')) return net(input, init);
  posted.push(String(init.body));
  const { status } = endpoint;
  return status ? Promise.resolve(new Response(null, { status })) : new Promise(() => {});
};

beforeEach(() => {
  posted.length = 0;
  endpoint.status = 201;
});
