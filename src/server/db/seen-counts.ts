import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../../loyalty/types.ts';
import { type Database, selectRows } from './database.ts';

/** How a question or a message was received. */
export const RECEPTIONS = ['shown', 'dismissed', 'answered', 'abandoned'] as const;

export interface Reception {
  /** The name of a question or a message. */
  readonly name: string;
  /** The version of the wording, or an empty text. */
  readonly version: string;
  readonly what: (typeof RECEPTIONS)[number];
}

/**
 * Limits of a day: versions of a name that the program has, and pairs of any other name with a version. Anybody can send a name, and
 * must not fill the table, nor keep the names of the program out of it. Requests at the same time may each add one more.
 */
const [MOST_VERSIONS, MOST_OTHERS] = [20, 200];

/** How often a question or a message was received in each way. */
export interface ReceptionSums extends Readonly<Record<Reception['what'], number>> {
  readonly name: string;
}

/** Counts. Rejects if the database fails. */
export interface SeenCounts {
  /** The counts of the days from `from` to before `until`, of some names; a name that nobody saw is left out. */
  receptions(from: CalendarDate, until: CalendarDate, names: readonly string[]): Promise<readonly ReceptionSums[]>;
  /**
   * Adds one to the count of a day.
   *
   * @param known the names that the program has
   * @returns whether it was counted; `false` beyond the limits of a day
   */
  countSeen(day: CalendarDate, reception: Reception, known: readonly string[]): Promise<boolean>;
}

async function add(db: Database, day: CalendarDate, { name, version, what }: Reception, known: readonly string[]) {
  const key = sql`${day}::date, ${name}::text, ${version}::text`;
  const found = await selectRows(
    db,
    sql`update lojal_seen set count = count + 1
        where (day, name, version, what) = (${key}, ${what}) returning count`,
  );
  if (found.length > 0) return true;
  const others = sql`select 1 from lojal_seen where day = ${day}::date
    and name not in (select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb))`;
  const room = known.includes(name)
    ? sql`(select count(distinct version) from lojal_seen where day = ${day}::date and name = ${name} and version not in ('', ${version}))
        < ${MOST_VERSIONS} or ${version} = ''`
    : sql`(select count(*) from (${others} group by name, version having (name, version) <> (${name}, ${version})) pairs)
        < ${MOST_OTHERS}`;
  const added = await selectRows(
    db,
    sql`insert into lojal_seen (day, name, version, what, count) select ${key}, ${what}, 1 where ${room}
        on conflict (day, name, version, what) do update set count = lojal_seen.count + 1 returning count`,
  );
  return added.length > 0;
}

export const createSeenCounts = (db: Database): SeenCounts => ({
  receptions: (from, until, names) => {
    const sums = RECEPTIONS.map(
      (what) => sql`coalesce(sum(count) filter (where what = ${what}), 0)::float8 as ${sql.raw(what)}`,
    );
    return selectRows(
      db,
      sql`select name, ${sql.join(sums, sql`, `)} from lojal_seen
          where day >= ${from}::date and day < ${until}::date
            and name in (select jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))
          group by name order by 2 desc, name`,
    );
  },
  async countSeen(day, reception, known) {
    if (await add(db, day, reception, known)) return true;
    // Invented versions must not keep the question out: what is beyond the limit counts without its version.
    return known.includes(reception.name) && add(db, day, { ...reception, version: '' }, known);
  },
});
