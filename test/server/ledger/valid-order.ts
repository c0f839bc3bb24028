/** Checks that foreign data became an order which the server can book. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { type ShopOrder, shopOrderSchema } from '../../../src/schema/shop-order.ts';
import { normalOrder } from '../../../src/server/ledger/normal-order.ts';
import { UnusableData } from '../../../src/server/webhooks/unusable-data.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
formats.default(ajv);
const isOrder = ajv.compile(shopOrderSchema);

/** Fails unless the order is valid by its schema, and can be booked in `currency`. */
export function assertValid(order: ShopOrder, currency = 'EUR'): void {
  assert.ok(isOrder(order), JSON.stringify(isOrder.errors));
  const normal = normalOrder(order, { currency, timeZone: 'Europe/Stockholm' });
  assert.ok('status' in normal, JSON.stringify(normal));
}

/** The sentence of a refusal. Any other error fails the test. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UnusableData, String(error));
    assert.match(error.message, /^[A-Za-z_].*\.$/s);
    return error.message;
  }
  assert.fail('was not refused');
}

/** Any JSON value, often with the keys that break careless code. */
const hostile = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0.1,
    1e308,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'NaN',
    'Infinity',
    '-5.00',
    '1e3',
    '0x10',
    ' 1',
    '__proto__',
    '\u0000',
    '\ud800',
    [],
    {},
    [[]],
    [null],
    Array.from({ length: 2_000 }, () => ({})),
    JSON.parse('{"__proto__": {"id": 1, "amount": "5.00"}}'),
    Object.create({ id: 1, amount: '5.00', currency_code: 'EUR' }),
  ),
  fc.jsonValue(),
);

/** The paths of all values inside a JSON value. */
function paths(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[...path], ...inside.flatMap(([key, child]) => paths(child, [...path, key]))];
}

function withValue(json: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(json) ? ([...json] as never) : { ...(json as object) };
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

/** `fixture` with one value replaced by a hostile one. */
export const corrupted = (fixture: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...paths(fixture)), hostile)
    .map(([path, value]) => withValue(fixture, path, value))
    // JSON has no NaN: it becomes null, as in a real body. What is not JSON stays as it is half of the time.
    .chain((value) => fc.constantFrom(value, JSON.parse(JSON.stringify(value) ?? 'null')));
