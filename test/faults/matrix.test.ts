/** The fault matrix in real browsers: one row an answer in the store, nothing on the host page, the truth on the screen. */
import { after, before, describe, test } from 'node:test';
import { type Driven, findEngines } from '../helpers/drive/index.ts';
import { browser } from './browser.ts';
import { network } from './network.ts';
import { people } from './people.ts';
import { inPlace } from './place.ts';
import { responses } from './responses.ts';
import { storage } from './storage.ts';
import { type Back, openBack } from './store.ts';

const all = [...responses, ...network, ...browser, ...storage, ...people];
const only = process.env.ROW;
const rows = all.filter(({ name }) => !only || new RegExp(only).test(name));
const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
const passed = new Set<string>();
let back: Back;

// Engines side by side, since much of the time is spent waiting; in each of them one row after the other.
describe('fault matrix', { concurrency: engines.length }, () => {
  before(async () => {
    back = await openBack();
  });
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let driven: Driven;
      before(async () => {
        driven = await engine.open();
      });
      after(() => engine.close());
      for (const { name, needs, run } of rows)
        if (!needs || !engine.cannot[needs])
          test(name, { timeout: 120_000 }, async () => {
            await inPlace(engine, driven, back, run);
            passed.add(`${engine.name} ${name}`);
          });
    });
  after(async () => {
    await back.close();
    const width = Math.max(...rows.map(({ name }) => name.length));
    const lines = rows.map(({ name, needs }) => {
      const cells = engines.map((engine) => {
        if (needs && engine.cannot[needs]) return `no: ${engine.cannot[needs]}`;
        return passed.has(`${engine.name} ${name}`) ? 'yes' : 'FAILED';
      });
      return `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(8)).join('  ')}`;
    });
    const head = `${'fault'.padEnd(width)}  ${engines.map(({ name }) => name.padEnd(8)).join('  ')}`;
    console.log([head, ...lines].map((line) => line.trimEnd()).join('\n'));
  });
});
