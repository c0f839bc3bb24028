/** What may come after the first paint: the check of the attributes, what there is to celebrate, and to ask. */
import type { ReactiveElement } from 'lit';
import type { Standing } from '../core/types.ts';
import { advise } from './advise.ts';
import { check } from './check.ts';
import { milestone } from './milestones.ts';
import type { LojalProgram } from './program.ts';
import { pageProgram } from './serving.ts';
import { complete, suspects } from './suspects.ts';

// Kept here, that they be one file.
export { consent, forget as forgetLevels } from './seen.ts';

/** Warns about attributes that are not used; raises what there is to celebrate on the tier that shows it; asks. */
export async function afterwards(program: LojalProgram, served: Iterable<ReactiveElement>): Promise<void> {
  check(program);
  complete()
    .then(() => {
      const odd = suspects(program, [...served]);
      if (odd.length) return advise('lojal', 'misspelt', odd);
    })
    // A page that is too odd to be looked at goes without.
    .catch(() => {});
  if (pageProgram() === program) await asking(program);
  const tier = [...served].find((element) => 'standing' in element) as
    | (ReactiveElement & { standing?: Standing })
    | undefined;
  await tier?.updateComplete;
  const { standing } = tier ?? {};
  const event = standing && program.data && milestone(standing, program.data.today, program.customerId);
  if (event) tier?.dispatchEvent(event);
  for (const element of served) if (isColoured(element)) await measure(element);
}

/** Whether the shop has colours of its own here. */
function isColoured(element: Element): boolean {
  const style = getComputedStyle(element);
  return ['accent', 'on-accent', 'surface', 'text', 'muted'].some((name) => style.getPropertyValue(`--lojal-${name}`));
}

async function measure(element: ReactiveElement): Promise<void> {
  await element.updateComplete;
  (await import('./contrast.ts')).contrast(element);
}

/** What only some shops use, each loaded for these. */
async function asking(program: LojalProgram): Promise<void> {
  if (/[?&]lojal=review/.test(location.search)) (await import('./direct.ts')).direct(program);
  if (program.bridge) (await import('./bridge.ts')).bridge(program);
  const { ask } = program.data?.program ?? {};
  if (ask) (await import('./ask.ts')).ask(program);
  if (ask && program.test) (await import('./overlay.ts')).overlay(program);
}
