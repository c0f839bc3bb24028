/** Scores of the answers in a period, and how questions were received. */
import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Estimate, noValue } from '../../metrics/estimate.ts';
import { shareOf } from '../../metrics/wilson.ts';
import { type Database, selectRows } from '../db/database.ts';
import { date, type MetricPeriod, type MetricScope, ofScope } from './metric-scope.ts';

/** The questions that have a score. */
export const SCORED = ['nps', 'csat', 'ces'] as const;
export type ScoredKind = (typeof SCORED)[number];

/** How often each score was given, and how many of the answers were verified. */
export interface AnswerScores {
  readonly scores: Readonly<Record<ScoredKind, ReadonlyMap<number, number>>>;
  readonly verified: number;
  readonly unverified: number;
  /** Answers that were written in the period and arrived after its end, so that earlier readers had other numbers. */
  readonly late: number;
}

/** The moment at which a day begins in the time zone. */
const startOf = (day: CalendarDate, timeZone: string): SQL => sql`(${date(day)}::timestamp at time zone ${timeZone})`;

/** The type of the answers to a question. */
const typeOf = (kind: ScoredKind): string => `lojal.${kind}.answered.v1`;

/**
 * One answer counts per customer and question: the latest of the period. An answer counts at the time at which the customer wrote, or
 * at which the answer arrived if the clock of the device was ahead.
 */
export async function readScores(
  db: Database,
  scope: MetricScope,
  kinds: readonly ScoredKind[] = SCORED,
): Promise<AnswerScores> {
  const { from, until, timeZone, verified } = scope;
  const moment = sql`least(answers.time, answers.received)`;
  const rows = await selectRows<{ type: string; score: number; verified: boolean; late: boolean; n: number }>(
    db,
    sql`select type, score, verified, late, count(*)::float8 as n from (
          select distinct on (answers.subject, answers.type, visitor) answers.type,
            (answers.event #>> '{data,score}')::integer as score, answers.verified, answers.subject,
            answers.received >= ${startOf(until, timeZone)} as late,
            case when answers.subject is null then answers.id end as visitor
          from lojal_answers answers
          where answers.type in (${sql.join(
            kinds.map((kind) => sql`${typeOf(kind)}`),
            sql`, `,
          )}) and ${moment} >= ${startOf(from, timeZone)} and ${moment} < ${startOf(until, timeZone)}
            ${verified === undefined ? sql`` : sql`and answers.verified = ${verified}`}
            ${ofScope(scope, sql`answers.subject`)}
          order by answers.subject, answers.type, visitor, ${moment} desc, answers.seq desc
        ) counted group by 1, 2, 3, 4`,
  );
  const scores = { nps: new Map<number, number>(), csat: new Map<number, number>(), ces: new Map<number, number>() };
  const counts = { verified: 0, unverified: 0, late: 0 };
  for (const row of rows) {
    const kind = kinds.find((one) => typeOf(one) === row.type);
    if (!kind) continue;
    scores[kind].set(row.score, (scores[kind].get(row.score) ?? 0) + row.n);
    counts[row.verified ? 'verified' : 'unverified'] += row.n;
    if (row.late) counts.late += row.n;
  }
  return { scores, ...counts };
}

/** How questions were received in a period. */
interface ReceptionCounts {
  readonly shown: number;
  readonly answered: number;
}

/**
 * From the anonymous daily counts.
 *
 * @param names of the questions
 */
async function readSeen(
  db: Database,
  { from, until }: MetricPeriod,
  names: readonly string[],
): Promise<ReceptionCounts | undefined> {
  const [row] = await selectRows<ReceptionCounts>(
    db,
    sql`select coalesce(sum(count) filter (where what = 'shown'), 0)::float8 as shown,
          coalesce(sum(count) filter (where what = 'answered'), 0)::float8 as answered
        from lojal_seen where day >= ${date(from)} and day < ${date(until)} and name in (${sql.join(
          names.map((name) => sql`${name}`),
          sql`, `,
        )})`,
  );
  return row;
}

/** How many of those who saw a question answered. */
export async function responseEstimate(
  db: Database,
  scope: MetricScope,
  questions: readonly string[],
): Promise<Estimate> {
  // The daily counts know no customers.
  if (scope.customers || scope.verified !== undefined) return noValue('not_by_segment');
  const seen = await readSeen(db, scope, questions);
  if (!seen) return noValue('not_shown');
  // A question that was shown on the last day before the period may be answered in the period.
  return shareOf(seen.answered, Math.max(seen.shown, seen.answered), 'not_shown');
}
