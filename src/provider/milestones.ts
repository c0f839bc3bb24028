/** The events `lojal-up` and `lojal-near`, from what the program computed for its customer. */
import type { ReactiveElement } from 'lit';
import { LevelEvent } from '../elements/shared/events.ts';
import { near, standingOf } from '../loyalty/tiers.ts';
import type { Standing } from '../loyalty/types.ts';
import type { PageProgram } from './page-programs.ts';
import { recallLevel, rememberLevel } from './seen-levels.ts';

/**
 * Dispatches the milestone of a customer, if there is one: on the `lojal-tier` that shows the level, or on the program where
 * no tier does. Each milestone is dispatched once.
 */
export async function dispatchMilestone(program: PageProgram, served: Iterable<ReactiveElement>): Promise<void> {
  const tag = program.localName.replace(/\w+$/, 'tier');
  // A tier whose part is still loading must be there to show the milestone.
  if (document.querySelector(`${tag}:not(:defined)`)) await customElements.whenDefined(tag);
  const tier = [...served].find(({ localName }) => localName === tag);
  await tier?.updateComplete;
  const { data, customerId, waiting } = program;
  // The account of another customer is on its way.
  if (waiting) return;
  const tiers = data?.program.tiers;
  const standing = tiers && standingOf(tiers, data.account ?? {}, data.computed?.progress);
  const event = standing && milestone(standing, data.today, customerId);
  if (event) (tier ?? program).dispatchEvent(event);
}

/**
 * `lojal-up` when the level is higher than the one that the customer saw last; `lojal-near` from 80 % of the way to the next
 * level on, once for each level (and calendar year, where tiers are counted by it).
 */
function milestone(standing: Standing, today: string, customer = ''): LevelEvent | undefined {
  const { level, index, levels, next, period } = standing;
  const seen = recallLevel(customer, 'level');
  const before = levels.findIndex((one) => one.id === seen);
  if (seen !== level.id) rememberLevel(customer, 'level', level.id);
  if (before >= 0 && index > before) return new LevelEvent('lojal-up', level.id);
  const announced = `near:${next?.id}:${period === 'calendar-year' ? today.slice(0, 4) : ''}`;
  if (!next || !near(standing) || recallLevel(customer, announced)) return undefined;
  rememberLevel(customer, announced, today);
  return new LevelEvent('lojal-near', next.id);
}
