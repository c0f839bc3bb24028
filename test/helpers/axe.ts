import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { evaluate } from './evaluate.ts';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/**
 * Finishes all animations, then fails if axe finds a violation on the page or in a shadow root. The browser context must bypass the
 * page's policy, which forbids the script of axe.
 *
 * @param within a selector: only these elements are checked
 * @param forced whether colours are forced. The browser then paints other colours than it reports, so contrast is not checked
 */
export async function clean(
  page: Page,
  where: string,
  { within, forced = false }: { within?: string; forced?: boolean } = {},
): Promise<void> {
  await page.evaluate(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    for (const animation of roots.flatMap((root) => root.getAnimations()))
      try {
        animation.finish();
      } catch {
        // An endless animation cannot be finished. Check it as it is.
        animation.cancel();
      }
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: AXE });
  const found = await evaluate(
    page,
    async ({ within, forced }: { within: string | undefined; forced: boolean | undefined }) => {
      const { axe } = window as never as {
        axe: {
          run(
            context: unknown,
            options: object,
          ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[] }>;
        };
      };
      const { violations } = await axe.run(within ?? document, {
        resultTypes: ['violations'],
        rules: { 'color-contrast': { enabled: !forced } },
      });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${JSON.stringify(target)} ${failureSummary}`),
      );
    },
    { within, forced },
  );
  assert.deepEqual(found, [], where);
}
