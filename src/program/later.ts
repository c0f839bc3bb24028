/** What may come after the first paint: the check of the attributes, and what there is to celebrate. */
import type { ReactiveElement } from 'lit';
import type { Standing } from '../core/types.ts';
import { check } from './check.ts';
import { forget as forgetDrafts } from './flows.ts';
import { forget as forgetHistory } from './history.ts';
import { milestone } from './milestones.ts';
import type { LojalProgram } from './program.ts';

export { consent } from './history.ts';

/** Removes what this browser remembers of questions and levels, and what was written into forms. */
export function forget(): void {
  forgetHistory();
  forgetDrafts();
}

/** Warns about attributes that are not used; raises what there is to celebrate on the tier that shows it. */
export async function afterwards(program: LojalProgram, served: Iterable<ReactiveElement>): Promise<void> {
  check(program);
  const tier = [...served].find((element) => 'standing' in element) as
    | (ReactiveElement & { standing?: Standing })
    | undefined;
  await tier?.updateComplete;
  const { standing } = tier ?? {};
  const event = standing && program.data && milestone(standing, program.data.today, program.customerId);
  if (event) tier?.dispatchEvent(event);
}
