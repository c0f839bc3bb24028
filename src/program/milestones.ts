import { near } from '../core/tiers.ts';
import type { Standing } from '../core/types.ts';
import { LevelEvent } from '../elements/events.ts';
import { recall, remember } from './seen.ts';

/**
 * What there is to celebrate: `lojal-up` when the level is higher than the one last seen, `lojal-near` once a level
 * (and calendar year, where tiers go by it) at four fifths of the way.
 */
export function milestone(standing: Standing, today: string, customer = ''): LevelEvent | undefined {
  const { level, index, levels, next, period } = standing;
  const seen = `level:${customer}`;
  const before = levels.findIndex((one) => one.id === recall(seen));
  if (recall(seen) !== level.id) remember(seen, level.id);
  if (before >= 0 && index > before) return new LevelEvent('lojal-up', level.id);
  const told = `near:${customer}:${next?.id}:${period === 'calendar-year' ? today.slice(0, 4) : ''}`;
  if (!next || !near(standing) || recall(told)) return undefined;
  remember(told, today);
  return new LevelEvent('lojal-near', next.id);
}
