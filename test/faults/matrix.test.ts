/** The fault matrix in real browsers: each answer is stored once, the host page sees no error, the shown outcome is true. */
import { after, before, describe, test } from 'node:test';
import { type Driven, type Engine, findEngines } from '../helpers/drive/index.ts';
import { isWhole, rotate } from '../helpers/rotation.ts';
import { browser } from './browser.ts';
import { foreignResponses } from './foreign-responses.ts';
import { network } from './network.ts';
import { people } from './people.ts';
import { inPlace } from './place.ts';
import { responses } from './responses.ts';
import type { Row } from './row.ts';
import { storage } from './storage.ts';
import { type Back, openBack } from './store.ts';

const all = [...responses, ...foreignResponses, ...network, ...browser, ...storage, ...people];
const only = process.env.ROW;
const rows = all.filter(({ name }) => !only || new RegExp(only).test(name));
const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
const can = (engine: Engine, { needs }: Row): boolean => !needs || !engine.cannot[needs];
const shown = rotate(rows, engines, can, isWhole || !!only);
const passed = new Set<string>();
let back: Back;

// One browser at a time: on two cores, three at once take more time in sum, and their slow pages miss time limits.
describe('fault matrix', { concurrency: 1 }, () => {
  before(async () => {
    back = await openBack();
  });
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let driven: Driven;
      before(async () => {
        driven = await engine.open();
      });
      after(() => engine?.close());
      for (const { name, run } of shown.get(engine) ?? [])
        test(name, { timeout: 120_000 }, async () => {
          await inPlace(engine, driven, back, run);
          passed.add(`${engine.name} ${name}`);
        });
    });
  after(async () => {
    await back?.close();
    const width = Math.max(...rows.map(({ name }) => name.length));
    const lines = rows.map((row) => {
      const { name, needs } = row;
      const cells = engines.map((engine) => {
        if (needs && engine.cannot[needs]) return `no: ${engine.cannot[needs]}`;
        if (!shown.get(engine)?.includes(row)) return '-';
        return passed.has(`${engine.name} ${name}`) ? 'yes' : 'FAILED';
      });
      return `${name.padEnd(width)}  ${cells.map((cell) => cell.padEnd(8)).join('  ')}`;
    });
    const head = `${'fault'.padEnd(width)}  ${engines.map(({ name }) => name.padEnd(8)).join('  ')}`;
    console.log([head, ...lines].map((line) => line.trimEnd()).join('\n'));
  });
});
