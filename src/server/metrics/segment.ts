/** The part of the customers that a request is about. */
import { type SQL, sql } from 'drizzle-orm';
import { addMonths, isDate } from '../../loyalty/dates.ts';
import { RFM_SEGMENTS } from '../../metrics/rfm-score.ts';
import { Problem } from '../problem.ts';
import { date, isLastBefore, type MetricPeriod } from './metric-scope.ts';
import { customersOfRfm } from './rfm-query.ts';

const unknown = (why: string) => new Problem(422, `segment: ${why}`);

/**
 * The tier that a segment names: `tier:gold`. Nothing for other segments.
 *
 * @param tiers the ids of the program's tiers
 * @throws Problem 422 for a tier that does not exist
 */
export function tierOfSegment(segment: string, tiers: readonly string[]): string | undefined {
  const tier = /^tier:([\s\S]*)$/.exec(segment)?.[1];
  if (tier === undefined || tiers.includes(tier)) return tier;
  if (tiers.length === 0) throw unknown('the program has no tiers.');
  throw unknown(`tier: is followed by one of ${tiers.join(', ')}.`);
}

/**
 * A query of the customers of a segment that is no tier.
 *
 * @param segment `new`, `returning`, `once`, `cohort:2026-05`, `rfm:champions`, `product:<id>` or `lang:sv`
 * @throws Problem 422 for a segment that does not exist
 */
export function customersOf(segment: string, { from, until }: MetricPeriod, timeZone: string): SQL {
  const first = sql`select customer from lojal_purchase_days where nth = 1`;
  if (segment === 'new') return sql`${first} and day >= ${date(from)} and day < ${date(until)}`;
  if (segment === 'returning') return sql`${first} and day < ${date(from)}`;
  if (segment === 'once')
    return sql`select customer from lojal_purchase_days days where ${isLastBefore(until)} and nth = 1`;
  const [, kind, value = ''] = /^(\w+):([\s\S]{1,200})$/.exec(segment) ?? [];
  if (kind === 'rfm') {
    const known = RFM_SEGMENTS.find((one) => one === value);
    if (!known) throw unknown(`rfm: is followed by one of ${RFM_SEGMENTS.join(', ')}.`);
    return customersOfRfm(known, until);
  }
  // PostgreSQL refuses a zero byte in a text.
  if (kind === 'product' && !value.includes('\0'))
    return sql`select customer from lojal_customer_products where product = ${value} and day < ${date(until)}`;
  if (kind === 'cohort') {
    const month = `${value}-01`;
    if (!isDate(month) || value < '1900') throw unknown('cohort: is followed by a month, as 2026-05.');
    const end = addMonths(month, 1);
    return sql`${first} and day >= ${date(month)} and day < ${date(end < until ? end : until)}`;
  }
  if (kind === 'lang') {
    if (!/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(value)) throw unknown('lang: is followed by a language, as sv.');
    const moment = sql`least(answers.time, answers.received)`;
    return sql`select subject from (
        select distinct on (answers.subject) answers.subject, answers.event #>> '{data,lang}' as lang
        from lojal_answers answers
        where answers.subject is not null and ${moment} < (${date(until)}::timestamp at time zone ${timeZone})
        order by answers.subject, ${moment} desc, answers.seq desc
      ) latest where lower(lang) || '-' like lower(${value}) || '-%'`;
  }
  throw unknown('use new, returning, once, cohort:<month>, tier:<id>, rfm:<segment>, product:<id> or lang:<language>.');
}
