import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse, toJson } from '../src/json.ts';

/** What Prototype.js 1.6 and others add to the platform. */
function withPatches(run: () => void): void {
  const lists = Array.prototype as { toJSON?: () => string };
  const texts = String.prototype as { toJSON?: () => string };
  const { stringify } = JSON;
  lists.toJSON = () => 'patched';
  texts.toJSON = function (this: string) {
    return `"${this}"`;
  };
  JSON.stringify = () => {
    throw new Error('patched by the host');
  };
  try {
    run();
  } finally {
    delete lists.toJSON;
    JSON.stringify = stringify;
    delete texts.toJSON;
  }
}

test('is read back as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value));
      assert.deepEqual(parse(toJson(value)), plain);
    }),
  );
  assert.equal(toJson({ a: undefined, b: [1, undefined], c: null }), '{"b":[1,null],"c":null}');
});

test('lists are lists where the page has patched the platform', () => {
  let text = '';
  withPatches(() => {
    text = toJson({ choices: ['a', 'b'], score: 9, left: { name: 'Ann' } });
  });
  assert.equal(text, '{"choices":["a","b"],"score":9,"left":{"name":"Ann"}}');
});

test('characters that no database stores as text are left out', () => {
  assert.equal(toJson('a\uD83Db\0c👍'), '"abc👍"');
});
