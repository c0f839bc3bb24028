/** Every host page, each in one engine or in every engine: Lojal's elements work, and the page stays unchanged. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { isWhole, rotate } from '../helpers/rotation.ts';
import { why } from './host.ts';
import { groups, hosts } from './hosts.ts';
import { openSite, type Site } from './site.ts';
import { table } from './table.ts';
import { visit } from './visit.ts';

const only = process.env.HOST;
const chosen = hosts.filter(({ name }) => !only || new RegExp(only).test(name));
const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
const whole = isWhole || !!only;
const shown = rotate(chosen, engines, (engine, host) => !why(engine, host), whole);
const results = new Map<string, number>();

// One browser at a time: on two cores, three at once take more time in sum, and their slow pages miss time limits.
describe('host pages', { concurrency: 1 }, () => {
  for (const engine of engines)
    describe(engine.name, { concurrency: 1 }, () => {
      let site: Site;
      let driven: Driven;
      let tab: Tab | undefined;
      before(async () => {
        site = await openSite(hosts);
        driven = await engine.open();
      });
      after(async () => {
        await engine?.close();
        await site?.close();
      });
      for (const host of shown.get(engine) ?? [])
        test(host.name, { timeout: 120_000 }, async () => {
          // Settings of the system need a separate browser.
          const own = host.media && (await engine.open(host.media));
          if (own) tab = await own.newTab();
          tab ??= await driven.newTab();
          let passed = false;
          try {
            results.set(`${engine.name} ${host.name}`, await visit(host, tab, site));
            passed = true;
          } finally {
            // After a failure the state of the tab is unknown.
            if (own) await own.close();
            else if (!passed) await tab.close().catch(() => {});
            if (own || !passed) tab = undefined;
          }
        });
    });
});

// Skip the check if only a part ran, or if an engine is missing. In CI all engines are required.
if (!only && engines.length === 3)
  test('docs/hosts.md shows the results', () => {
    const page = new URL('../../docs/hosts.md', import.meta.url);
    // A combination of another rotation has no result of this run.
    for (const engine of whole ? [] : engines)
      for (const host of hosts) if (!shown.get(engine)?.includes(host)) results.set(`${engine.name} ${host.name}`, 0);
    const seen = table(groups, engines, results);
    if (process.env.HOSTS === 'write') writeFileSync(page, seen);
    assert.equal(readFileSync(page, 'utf8'), seen, 'npm run hosts writes it anew');
  });
