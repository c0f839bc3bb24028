import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/**
 * Motion is over, then axe looks at the page and into every shadow root, and must find nothing. The page's policy must
 * be bypassed, or it forbids the script.
 */
export async function clean(page: Page, where: string): Promise<void> {
  await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    for (const animation of roots.flatMap((root) => root.getAnimations()))
      try {
        animation.finish();
      } catch {
        // One without an end cannot be finished; it is looked at as it is.
        animation.cancel();
      }
  });
  await page.addScriptTag({ content: AXE });
  const found = await page.evaluate(async () => {
    const { axe } = window as never as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
    );
  });
  assert.deepEqual(found, [], where);
}
