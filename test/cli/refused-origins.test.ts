/** The server names the pages that it refuses, so that a shop finds the missing `--origin`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withRefusedOrigins } from '../../src/cli/refused-origins.ts';

async function linesFor(...sent: readonly (string | undefined)[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const handler = withRefusedOrigins(
    async () => new Response(),
    ['https://shop.example'],
    (line) => lines.push(line),
  );
  for (const origin of sent)
    await handler(
      new Request('http://localhost:4174/apps/lojal/program', { headers: origin === undefined ? {} : { origin } }),
    );
  return lines;
}

test('a page that may not use the server is named once, with the option that allows it', async () => {
  const lines = await linesFor('http://localhost:3000', 'http://localhost:3000', 'https://shop.example', undefined);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /start the server with --origin http:\/\/localhost:3000$/);
});

test('a page that is opened as a file is told from a page of another address', async () => {
  assert.match((await linesFor('null')).join('\n'), /such as a file/);
});

test('what no browser sends is not printed, and senders cannot fill the terminal', async () => {
  assert.deepEqual(await linesFor('http://shop.example/\u009b31m', 'x'.repeat(5_000), 'http://shop.example/path'), []);
  const many = Array.from({ length: 100 }, (_, i) => `https://shop-${i}.example`);
  assert.equal((await linesFor(...many)).length, 5);
});
