/** A question that is opened and closed a thousand times leaks nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { evaluate } from '../helpers/evaluate.ts';
import { left } from '../helpers/left.ts';
import { hasTurn } from '../helpers/rotation.ts';
import { openSite, visit } from '../helpers/site.ts';

const { browser, site } = await openSite();

const PROGRAM =
  '<script type="application/json" data-lojal="program">{ "ask": { "nps": { "after": { "event": "never" } } } }</script>';

/** Opens and closes the question `n` times. With `half`, chooses a score every second time. */
const cycles = (page: Page, n: number, half: boolean) =>
  evaluate(
    page,
    async ([n, half]: readonly [number, boolean]) => {
      const { lojal } = window as never as { lojal: { show(name: string): Promise<boolean> } };
      for (let i = 0; i < n; i++) {
        const closed = new Promise((resolve) => document.addEventListener('lojal-closed', resolve, { once: true }));
        await lojal.show('nps');
        const card = document.querySelector('lojal-nps') as HTMLElement & {
          dismiss(): void;
          updateComplete: Promise<boolean>;
        };
        await card.updateComplete;
        if (!card.shadowRoot?.querySelector('form')) throw new Error('it is not open');
        if (half && i % 2) card.shadowRoot.querySelector<HTMLInputElement>('input[value="9"]')?.click();
        card.dismiss();
        await closed;
      }
    },
    [n, half] as const,
  );

/** Each takes a minute, so a run takes one of them: `ROTATION=all` takes all. */
const CASES = [
  ['cards that come and go', '', false],
  ['the page’s own card', '<lojal-nps mode="corner"></lojal-nps>', false],
  ['half of them half answered', '', true],
] as const;

for (const [what, tags, half] of CASES.filter((_, at) => hasTurn(at)))
  test(`opening and closing 1,000 times, ${what}, adds no node or listener and does not grow the heap`, async () => {
    site.pages.set('/heap', {
      html: `<!doctype html><html lang="en"><title>A shop</title>${PROGRAM}<script src="/lojal.js" data-endpoint="/answers"></script><p>Words</p>${tags}`,
    });
    const { page, context, errors } = await visit(browser, `${site.url}/heap`, { reducedMotion: 'reduce' });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    // The first thousand cycles load, compile and optimise the code.
    await cycles(page, 1000, half);
    const before = await left(cdp);
    await cycles(page, 1000, half);
    const after = await left(cdp);
    const bytes = after.heap - before.heap;
    const growth = (100 * bytes) / before.heap;
    console.log(
      `1,000 times opened and closed, ${what}: heap ${growth.toFixed(2)} % (${bytes} bytes), nodes ${after.nodes - before.nodes}, listeners ${after.listeners - before.listeners}`,
    );
    // A withdrawn answer leaves a tombstone, so that no other tab sends the answer.
    if (half) assert.ok(bytes < 500 * 1000, `${bytes / 500} bytes for each answer taken back`);
    else assert.ok(growth < 1, `the heap grew by ${growth.toFixed(2)} %, ${bytes} bytes`);
    assert.ok(after.nodes <= before.nodes, `${after.nodes - before.nodes} nodes more`);
    assert.ok(after.listeners <= before.listeners, `${after.listeners - before.listeners} listeners more`);
    assert.deepEqual(errors, []);
    await context.close();
  });
