/** What was asked, and how often each option was chosen. */
import { type SQL, sql } from 'drizzle-orm';
import { type Database, selectRows } from '../db/database.ts';
import { type MetricScope, ofScope } from '../metrics/metric-scope.ts';

/** The options of a question that were chosen. A customer counts once, with the latest answer. */
export interface ChoiceCounts {
  /** The words of the question, in the language of the customers. */
  readonly question: string;
  /** The number of customers who answered. */
  readonly n: number;
  /** The most chosen first. Several may be chosen at once. */
  readonly options: readonly { readonly text: string; readonly n: number }[];
}

/** A wording of a question, and the day on which the first answer to the wording arrived. */
export interface Wording {
  readonly version: string;
  readonly text: string;
  readonly lang: string;
  readonly first: string;
  readonly n: number;
}

/** Questions and options of a response. */
const [MOST_QUESTIONS, MOST_OPTIONS, MOST_WORDINGS] = [20, 50, 200];

/** The condition of SQL for the answers of a type that were received in the days of the scope. */
function inScope(type: string, scope: MetricScope): SQL {
  const { from, until, timeZone, verified } = scope;
  const midnight = (day: string) => sql`(${day}::date::timestamp at time zone ${timeZone})`;
  return sql`type = ${type} and received >= ${midnight(from)} and received < ${midnight(until)}
    ${verified === undefined ? sql`` : sql`and verified = ${verified}`} ${ofScope(scope, sql`subject`)}`;
}

/** @param type of the events */
export function countChoices(db: Database, type: string, scope: MetricScope): Promise<readonly ChoiceCounts[]> {
  return selectRows<ChoiceCounts>(
    db,
    sql`with latest as (
          select distinct on (question, coalesce(subject, id)) event #>> '{data,asked,text}' as question, event
          from lojal_answers where ${inScope(type, scope)} order by question, coalesce(subject, id), received desc
        ), asked as (
          select question, count(*)::int as n from latest where question is not null group by question
          order by n desc, question limit ${MOST_QUESTIONS}
        ), chosen as (
          select question, text, count(*)::int as n, row_number() over (partition by question order by count(*) desc, text) as place
          from latest, jsonb_array_elements_text(case jsonb_typeof(event #> '{data,texts}') when 'array' then event #> '{data,texts}'
            else '[]' end) as text group by question, text
        )
        select question, n, coalesce((select jsonb_agg(jsonb_build_object('text', text, 'n', chosen.n) order by place) from chosen
          where chosen.question = asked.question and place <= ${MOST_OPTIONS}), '[]') as options
        from asked order by n desc, question`,
  );
}

/** The wordings of a question, in the order in which they came. @param type of the events */
export const readWordings = (db: Database, type: string, scope: MetricScope): Promise<readonly Wording[]> =>
  selectRows<Wording>(
    db,
    sql`select event #>> '{data,asked,version}' as version, event #>> '{data,asked,text}' as text,
          coalesce(event #>> '{data,lang}', '') as lang, (min(received) at time zone ${scope.timeZone})::date::text as first,
          count(*)::int as n
        from lojal_answers where ${inScope(type, scope)} and event #>> '{data,asked,version}' is not null
        group by 1, 2, 3 order by min(received), 1, 2 limit ${MOST_WORDINGS}`,
  );

/** The customers of the scope who answered. @param type of the events */
export async function readAnswerers(db: Database, type: string, scope: MetricScope): Promise<readonly string[]> {
  const rows = await selectRows<{ subject: string }>(
    db,
    sql`select distinct subject from lojal_answers where ${inScope(type, scope)} and subject is not null`,
  );
  return rows.map(({ subject }) => subject);
}
