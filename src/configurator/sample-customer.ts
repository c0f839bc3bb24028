/** The customer of the preview: numbers that the owner chooses, and a history that fits them. */
import { isObject } from '../config/reader.ts';
import { slidersOf } from '../owner/programme/example-customer.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';

const DAY = 86_400_000;
/** The largest number of the example customer. */
const MOST = 1_000_000_000;
const dayBefore = (now: number, days: number): string => new Date(now - days * DAY).toISOString().slice(0, 10);

/** The numbers of the customer: those that were chosen, else somewhere in the middle, so that there is something to see. */
export function sampleNumbers(
  program: unknown,
  view: ViewSettings,
): Readonly<Record<'spend' | 'orders' | 'points', number>> {
  const numbers = { spend: 0, orders: 3, points: 0 };
  for (const { name, most } of slidersOf(program)) numbers[name] = Math.round(most * 0.3);
  for (const name of ['spend', 'orders', 'points'] as const) {
    const chosen = Number(view[name]);
    if (view[name] !== undefined && chosen >= 0 && chosen <= MOST) numbers[name] = chosen;
  }
  return numbers;
}

/** @param now ms since 1970 */
export function sampleAccount(program: unknown, view: ViewSettings, now: number): Readonly<Record<string, unknown>> {
  const { spend, orders, points } = sampleNumbers(program, view);
  const { referral, membership } = isObject(program) ? program : {};
  const first = Math.round(spend * 60) / 100;
  return {
    id: 'example',
    spend,
    orders,
    points,
    ledger: [
      { id: 'order:1', kind: 'order', at: dayBefore(now, 60), spend: first },
      { id: 'join', kind: 'bonus', at: dayBefore(now, 60), points: 50, why: 'join' },
      {
        id: 'order:2',
        kind: 'order',
        at: dayBefore(now, 9),
        spend: Math.max(0, Math.round((spend - first) * 100) / 100),
      },
    ],
    ...(isObject(referral) && {
      referral: { code: 'ANNA-2026', url: 'https://shop.example/?ref=ANNA-2026' },
    }),
    ...(isObject(membership) && { membership: { until: dayBefore(now, -200) } }),
  };
}
