/** What an order earns: the money that counts, the points for it, and what multiplied them. All money is in minor units. */
import { earn, multiply, prorate } from './money.ts';
import type { CalendarDate, Campaign, FullLevel, FullProgram } from './types.ts';

/** The money of an order before refunds. */
export interface OrderMoney {
  readonly total: number;
  /** The part of `total` that is tax. */
  readonly tax: number;
  /** The part of `total` that is shipping. */
  readonly shipping: number;
}

/** What multiplied the points of an order, and how many points it added or took. */
export interface Factor {
  readonly by: 'tier' | 'membership' | 'campaign';
  /** The id of the level or the campaign. */
  readonly id?: string;
  readonly times: number;
  readonly points: number;
}

/** The points of an order, and why: `points` = `base` + the points of all factors. */
export interface EarnedPoints {
  readonly points: number;
  readonly base: number;
  readonly factors: readonly Factor[];
}

/** What the multipliers of an order depend on. */
export interface EarningContext {
  /** The day of the order. */
  readonly day: CalendarDate;
  /** The level of the customer on that day. */
  readonly level?: FullLevel | undefined;
  /** Whether the customer's membership holds on that day. */
  readonly isMember: boolean;
  /** Whether the customer is left out of a campaign, so that the effect can be measured. */
  readonly isHeldOut: (campaign: Campaign) => boolean;
  /** The lines of the order. `total` is in minor units. */
  readonly lines: readonly { readonly product: string; readonly total: number }[];
}

type Counts = FullProgram['points']['counts'];

/** The part of an order that earns points and counts for tiers. */
export function countedMoney({ total, tax, shipping }: OrderMoney, counts: Counts): number {
  return Math.max(0, total - (counts.includes('tax') ? 0 : tax) - (counts.includes('shipping') ? 0 : shipping));
}

/**
 * The part that still counts after `refunded` was paid back. Shipping that does not count is paid back last; tax that does not
 * count is paid back in proportion.
 */
export function countedAfterRefunds(order: OrderMoney, refunded: number, counts: Counts): number {
  const aside = counts.includes('shipping') ? 0 : Math.min(order.shipping, order.total);
  const whole = order.total - aside;
  const left = Math.max(0, order.total - refunded - aside);
  return whole > 0 ? prorate(countedMoney(order, counts), left, whole) : 0;
}

const isCampaignOf = (campaign: Campaign, { day, level, isHeldOut }: EarningContext): boolean =>
  campaign.from <= day &&
  day < campaign.until &&
  (!campaign.tiers || (level !== undefined && campaign.tiers.includes(level.id))) &&
  !isHeldOut(campaign);

/** The points that a campaign adds to `points`: to those of its products, in proportion to the money of the lines. */
function campaignPoints({ times, products }: Campaign, points: number, { lines }: EarningContext): number {
  const more = Math.max(0, multiply(points, times) - points);
  if (!products) return more;
  const sum = (some: EarningContext['lines']) => some.reduce((total, line) => total + line.total, 0);
  const all = sum(lines);
  return all > 0 ? prorate(more, sum(lines.filter(({ product }) => products.includes(product))), all) : 0;
}

/** The points for `counted`, by the rules of the day: tier, then membership, then the best campaign. Each multiplies the result so far. */
export function earnedPoints(program: FullProgram, counted: number, context: EarningContext): EarnedPoints {
  const { currency, membership, campaigns } = program;
  const base = earn(counted, program.points.perUnit, currency);
  const factors: Factor[] = [];
  let points = base;
  const add = (factor: Factor): void => {
    factors.push(factor);
    points += factor.points;
  };
  const { level, isMember } = context;
  if (level && level.times !== 1)
    add({ by: 'tier', id: level.id, times: level.times, points: multiply(points, level.times) - points });
  if (isMember && membership && membership.times !== 1)
    add({ by: 'membership', times: membership.times, points: multiply(points, membership.times) - points });
  let best: Factor | undefined;
  for (const campaign of campaigns) {
    if (!isCampaignOf(campaign, context)) continue;
    const more = campaignPoints(campaign, points, context);
    if (more > (best?.points ?? 0)) best = { by: 'campaign', id: campaign.id, times: campaign.times, points: more };
  }
  if (best) add(best);
  return { points, base, factors };
}
