/** Made-up server responses, as from a broken, unrelated or hostile server, a proxy or a patched `fetch`. */
import fc from 'fast-check';
import { hostileText } from './values.ts';

export interface Recipe {
  readonly how: 'response' | 'reject' | 'throw' | 'never' | 'odd';
  readonly status: number;
  readonly type: ResponseType;
  readonly redirected: boolean;
  readonly body: string;
  readonly text: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly nothing: number;
}

const GOOD = '{"name":"Good","points":5,"tiers":{"levels":[{"id":"a","name":"A","from":0}]}}';
const HUGE = `{"name":"${'x'.repeat(300_000)}"}`;
const DEEP = '['.repeat(50_000);

/** Creates a body by its name. Each response needs a new one, because a stream can be read only once. */
const BODIES: Readonly<Record<string, (text: string) => BodyInit | null>> = {
  good: () => GOOD,
  text: (text) => text,
  html: (text) => `\n<!doctype html><title>${text}</title><p>Service unavailable`,
  torn: () => GOOD.slice(0, 40),
  marked: () => `\ufeff${GOOD}`,
  array: () => '[1,2,3]',
  nothing: () => null,
  null: () => 'null',
  number: () => '1e999',
  polluting: () => '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"points":{"toString":1}}',
  huge: () => HUGE,
  deep: () => DEEP,
  binary: (text) => new Uint8Array([0, 255, 254, 0xd8, 0, 128, ...new TextEncoder().encode(text)]),
  // 409: the endpoint is still processing the answer.
  busy: () => '{"status":"in progress"}',
  endless: () =>
    new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"name":')) }),
  broken: () =>
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('{"na'));
        controller.error(new TypeError('the connection was lost'));
      },
    }),
};

const status = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 999 }) },
  { weight: 3, arbitrary: fc.constantFrom(200, 201, 202, 204, 206, 301, 304, 307, 400, 401, 403, 404, 405, 408, 409) },
  { weight: 3, arbitrary: fc.constantFrom(409, 410, 411, 413, 415, 418, 422, 425, 429, 431, 451, 500, 502, 503, 504) },
);
const later = fc.constantFrom(
  '',
  '0',
  '1',
  '-5',
  '120',
  '1e9',
  '99999999999999999999',
  'soon',
  'soon 5',
  '0x10',
  '5, 7',
  '1.5',
  '٣',
  'Wed, 21 Oct 2015 07:28:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'Sat, 32 Foo 2026 99:99:99 GMT',
  'GMT',
);
const header = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('Retry-After'), later) },
  fc.tuple(fc.constant('Content-Type'), fc.constantFrom('text/html', 'application/json', 'image/png', '', 'x')),
  fc.tuple(fc.constant('Location'), hostileText),
);

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  how: fc.oneof(
    { weight: 12, arbitrary: fc.constant<'response'>('response') },
    fc.constantFrom('reject' as const, 'throw' as const, 'never' as const, 'odd' as const),
  ),
  status,
  type: fc.constantFrom('basic', 'cors', 'cors', 'default', 'opaque', 'opaqueredirect', 'error'),
  redirected: fc.boolean(),
  body: fc.constantFrom(...Object.keys(BODIES)),
  text: hostileText,
  headers: fc.array(header, { maxLength: 3 }),
  nothing: fc.nat(5),
});

/** Whether a page can see that the server has accepted the answer. The test server stores it only then. */
export const taken = ({ how, status, type }: Recipe): boolean =>
  how === 'response' && visible(type) && ((status >= 200 && status < 300) || status === 409);

/** Whether the response or its body never ends. */
export const endless = ({ how, body }: Recipe): boolean =>
  how === 'never' || (how === 'response' && body === 'endless');

/** Whether a page can read the response: an opaque one hides its status and body. */
const visible = (type: ResponseType): boolean => !/^(opaque|error)/.test(type);

const NOTHING: readonly unknown[] = [
  undefined,
  null,
  'text',
  {},
  { status: 200, ok: true, headers: null },
  Object.create(null),
];

/** Acts like `fetch` by a recipe: returns a promise or throws. */
export function serve(recipe: Recipe): Promise<Response> {
  const { how, status, type, redirected, body, text, headers, nothing } = recipe;
  if (how === 'throw') throw new TypeError('fetch has been patched');
  if (how === 'reject') return Promise.reject(nothing ? new TypeError('Failed to fetch') : undefined);
  if (how === 'never') return new Promise(() => {});
  if (how === 'odd') return Promise.resolve(NOTHING[nothing] as Response);
  const made = new Headers();
  for (const [name, value] of headers) {
    try {
      made.append(name, value);
    } catch {
      // An invalid header value is left out.
    }
  }
  const seen = visible(type);
  const response = new Response(seen ? BODIES[body]?.(text) : null, seen ? { headers: made } : {});
  // The `Response` constructor accepts 200 to 599; a server can send any status.
  const said = seen ? status : 0;
  for (const [key, value] of Object.entries({ status: said, ok: said >= 200 && said < 300, type, redirected }))
    Object.defineProperty(response, key, { value });
  return Promise.resolve(response);
}
