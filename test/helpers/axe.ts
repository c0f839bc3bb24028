import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/**
 * Motion is over, then axe looks at the page and into every shadow root, and must find nothing. The page's policy must
 * be bypassed, or it forbids the script.
 *
 * @param within looks only into what this selector finds
 * @param forced in forced colours the browser paints others than it tells axe: contrast is not looked at
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
        // One without an end cannot be finished; it is looked at as it is.
        animation.cancel();
      }
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ content: AXE });
  const found = await page.evaluate(
    async ({ within, forced }) => {
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
