/** A Lojal server under `/club/` in place of the network; all other requests go through. */

/** What was requested since the test began: method, route, and the body of JSON. */
export const requests: { method: string; route: string; body: Readonly<Record<string, unknown>>; token: string }[] = [];

/** Answers by `METHOD route`: a status with a body, a function that gives them, `lost` for no response, or `never`. */
export type Answer = readonly [status: number, body?: unknown] | 'lost' | 'never';
export const answers = new Map<string, Answer | (() => Answer)>();

const net = window.fetch;
window.fetch = (input, init) => {
  const url = new URL(String(input instanceof Request ? input.url : input), document.baseURI);
  if (!url.pathname.startsWith('/club/')) return net(input, init);
  const method = init?.method ?? 'GET';
  const route = url.pathname.slice('/club/'.length);
  const headers = new Headers(init?.headers);
  requests.push({
    method,
    route,
    body: init?.body ? JSON.parse(String(init.body)) : {},
    token: headers.get('authorization') ?? '',
  });
  const found = answers.get(`${method} ${route}`) ?? [404, { title: 'Not found' }];
  const answer = typeof found === 'function' ? found() : found;
  if (answer === 'never') return new Promise(() => {});
  if (answer === 'lost') return Promise.reject(new TypeError('Failed to fetch'));
  const [status, body] = answer as readonly [number, unknown];
  return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }));
};

/** The requests that change something. */
export const changes = () => requests.filter(({ method }) => method !== 'GET');

beforeEach(() => {
  requests.length = 0;
  answers.clear();
});
