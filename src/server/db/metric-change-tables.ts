/**
 * What tells whether computed metrics still hold. Triggers log each change of the tables that the metrics read, in the transaction of
 * the change, so that no way of writing is forgotten. See `metrics/result-cache.ts`.
 */

/** A day stands for its midnight in UTC, because days begin at different moments in each time zone. */
const DAY = `day::timestamp at time zone 'UTC'`;
const COLUMNS = ['orders', 'units', 'net', 'cost', 'costed', 'nth', 'first', 'previous', 'first_net', 'total'];
const of = (row: string): string => COLUMNS.map((column) => `${row}.${column}`).join(', ');

const WATCHED = [
  {
    table: 'lojal_purchase_days',
    kind: 'purchase',
    moment: DAY,
    // Rows that are equal but for the next purchase day give the same numbers until the earlier one of these days. So an order of today
    // leaves the numbers before today as they are.
    updated: `select min(case when (${of('former')}) is distinct from (${of('fresh')}) then fresh.day
          else least(former.next, fresh.next) end::timestamp at time zone 'UTC')
        from former join fresh on fresh.customer = former.customer and fresh.day = former.day`,
  },
  { table: 'lojal_customer_products', kind: 'purchase', moment: DAY },
  { table: 'lojal_late_orders', kind: 'purchase', moment: DAY },
  { table: 'lojal_answers', kind: 'answer', moment: 'least(time, received)' },
  // What serving a customer costs counts in every period. Nothing else of a member does.
  {
    table: 'lojal_members',
    kind: 'purchase',
    moment: `case when cost is not null then '-infinity'::timestamptz end`,
    updated: `select min('-infinity'::timestamptz) from former join fresh on fresh.customer = former.customer
        where fresh.cost is distinct from former.cost`,
  },
];

/** The statements that watch a table. */
function watch({ table, kind, moment, updated }: (typeof WATCHED)[number]): readonly string[] {
  const either = `select min(moment) from (select ${moment} as moment from former union all select ${moment} from fresh) versions`;
  const trigger = (event: string, rows: string) =>
    `create trigger ${table}_${event} after ${event} on ${table} ${rows} for each statement execute function ${table}_changed()`;
  return [
    `create function ${table}_changed() returns trigger language plpgsql as $$
     declare since timestamptz;
     begin
       if tg_op = 'INSERT' then since := (select min(${moment}) from fresh);
       elsif tg_op = 'DELETE' then since := (select min(${moment}) from former);
       elsif tg_op = 'UPDATE' then since := (${updated ?? either});
       else since := '-infinity';
       end if;
       if since is not null then insert into lojal_metric_changes (kind, moment) values ('${kind}', since); end if;
       return null;
     end $$`,
    trigger('insert', 'referencing new table as fresh'),
    trigger('update', 'referencing old table as former new table as fresh'),
    trigger('delete', 'referencing old table as former'),
    trigger('truncate', ''),
  ];
}

export const metricChangeTables: readonly string[] = [
  // `moment`: the numbers of periods that end at it or before are as they were. A merged row stands for transactions up to its own.
  `create table lojal_metric_changes (
     xid xid8 not null default pg_current_xact_id(),
     kind text not null constraint lojal_metric_changes_kind check (kind in ('purchase', 'answer')),
     moment timestamptz not null,
     at timestamptz not null default clock_timestamp(),
     is_merged boolean not null default false
   )`,
  'create index lojal_metric_changes_moment on lojal_metric_changes (kind, moment)',
  ...WATCHED.flatMap(watch),
];
