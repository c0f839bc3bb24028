import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../src/server/index.ts';
import { canTestPostgres, run, startPostgres } from '../helpers/postgres.ts';
import { startProcess } from './processes.ts';
import { fill } from './rows.ts';
import { KEY, nps } from './samples.ts';

const ROWS = 100_000;
const MIB = 1024 * 1024;

if (canTestPostgres()) {
  test('70,000 answers of one customer are erased, more than the parameters of one statement', async () => {
    const server = await startPostgres();
    try {
      const { databaseUrl } = server;
      const store = await openStore({ databaseUrl });
      await fill(databaseUrl, 70_000, 15);
      await run(databaseUrl, `update lojal_answers set subject = 'c_1'`);
      assert.equal(await store.erase('c_1'), 70_000);
      assert.equal(await store.insert({ ...nps(), id: 'answer-number-70000' } as never, 'late'), 'erased');
      assert.equal(await store.insert({ ...nps(), id: 'answer-number-1' } as never, 'late'), 'erased');
      await store.close();
    } finally {
      await server.stop();
    }
  });

  test('an export of 100,000 answers needs little memory', async () => {
    const server = await startPostgres();
    try {
      const { databaseUrl } = server;
      // All answers are 150 MB, more than this heap.
      const one = await startProcess({ databaseUrl, ownerKey: KEY }, ['--expose-gc', '--max-old-space-size=90']);
      await fill(databaseUrl, ROWS, 1200);
      for (const format of ['ndjson', 'csv']) {
        await one.ask('watch');
        const headers = { authorization: `Bearer ${KEY}` };
        const { body } = await fetch(`${one.address}?format=${format}`, { headers });
        assert.ok(body);
        let [bytes, lines] = [0, 0];
        for await (const chunk of body) {
          bytes += chunk.length;
          for (const byte of chunk) if (byte === 0x0a) lines++;
        }
        const { peak } = await one.ask<{ peak: number }>('peak');
        const mb = (size: number) => `${Math.round(size / MIB)} MiB`;
        console.log(`${format}: ${lines} lines, ${mb(bytes)}, memory grew by at most ${mb(peak)}`);
        assert.equal(lines, format === 'csv' ? ROWS + 1 : ROWS);
        assert.ok(bytes > 130 * MIB);
        assert.ok(peak < 100 * MIB, `memory grew by ${mb(peak)}`);
      }
      assert.equal(await one.stop(), 0);
    } finally {
      await server.stop();
    }
  });
}
