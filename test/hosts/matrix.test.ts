/** Every host page in every engine: our elements work there, and the page is what it was. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Driven, findEngines, type Tab } from '../helpers/drive/index.ts';
import { why } from './host.ts';
import { groups, hosts } from './hosts.ts';
import { openSite, type Site } from './site.ts';
import { table } from './table.ts';
import { visit } from './visit.ts';

const only = process.env.HOST;
const chosen = hosts.filter(({ name }) => !only || new RegExp(only).test(name));
const engines = (await findEngines()).filter(({ name }) => !process.env.ENGINE || name === process.env.ENGINE);
const results = new Map<string, number>();

describe('host pages', { concurrency: engines.length }, () => {
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
        await engine.close();
        await site?.close();
      });
      for (const host of chosen)
        if (!why(engine, host))
          test(host.name, { timeout: 120_000 }, async () => {
            // What a system says is said to a browser of its own.
            const own = host.media && (await engine.open(host.media));
            if (own) tab = await own.newTab();
            tab ??= await driven.newTab();
            let whole = false;
            try {
              results.set(`${engine.name} ${host.name}`, await visit(host, tab, site));
              whole = true;
            } finally {
              // After a failure nobody knows what a tab is at.
              if (own) await own.close();
              else if (!whole) await tab.close().catch(() => {});
              if (own || !whole) tab = undefined;
            }
          });
    });
});

// What a part of the run saw is not the whole, nor is it on a machine that lacks an engine; CI has all.
if (!only && engines.length === 3)
  test('docs/hosts.md says what was seen', () => {
    const page = new URL('../../docs/hosts.md', import.meta.url);
    const seen = table(groups, engines, results);
    if (process.env.HOSTS === 'write') writeFileSync(page, seen);
    assert.equal(readFileSync(page, 'utf8'), seen, 'npm run hosts writes it anew');
  });
