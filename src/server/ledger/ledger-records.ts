/** Reads everything of one kind from the ledger tables, page after page, for an export. */
import { type SQL, sql } from 'drizzle-orm';
import type { Entry } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import { type Database, selectRows } from '../db/database.ts';
import type { Redemption, UsableCode } from './redemption.ts';

/** Rows in memory at a time. An order can have 1,000 lines. */
const PAGE_SIZE = 500;

/** An entry of a ledger. Money is in minor units. */
export interface EntryRecord {
  readonly customer: string;
  /** The order of an order entry, a refund or a cancellation. */
  readonly order: string | null;
  readonly entry: Entry;
}

/** A code that a customer or a friend has, or that waits in the pool of a reward. */
export interface CodeRecord {
  readonly code: string;
  /** As it is stored: see `stateOn`. `free`: in the pool of a reward. */
  readonly state: 'free' | Redemption['state'];
  /** The id of the reward; nothing for the code of a friend. */
  readonly reward: string | null;
  /** What the code is worth; nothing for a code in the pool. Money is in minor units. */
  readonly worth: UsableCode['reward'] | null;
  /** The id of the redemption, or of the invitation. */
  readonly id: string | null;
  readonly customer: string | null;
  /** The customer who invited the friend. */
  readonly advocate: string | null;
  readonly points: number | null;
  readonly at: string | null;
  readonly expires: string | null;
  /** The order that used the code. */
  readonly order: string | null;
}

/** A customer with a ledger. `cost` is in minor units. */
export interface MemberRecord {
  readonly customer: string;
  readonly joined: string | null;
  readonly birthday: string | null;
  readonly memberUntil: string | null;
  readonly tags: readonly string[];
  readonly cost: number | null;
  /** The code in the link of an advocate. */
  readonly referral: string | null;
}

export interface LedgerRecords {
  readonly orders: ShopOrder;
  readonly ledger: EntryRecord;
  readonly codes: CodeRecord;
  readonly members: MemberRecord;
}

/** A row with its position. */
type Placed<Row> = { readonly place: readonly string[]; readonly row: Row };

/** A query of one page: the rows after `after`, in the order of a unique index. */
type PageQuery = (after: readonly string[] | undefined, limit: number) => SQL;

/** A query in the order of columns that are unique together. Positions are texts. */
function inOrderOf(columns: readonly string[], select: SQL, from: SQL, where: SQL = sql`true`): PageQuery {
  const key = sql.raw(columns.join(', '));
  return (after, limit) => {
    const rest = after
      ? sql`(${key}) > (${sql.join(
          [...after].map((value) => sql`${value}::text`),
          sql`, `,
        )})`
      : sql`true`;
    return sql`select json_build_array(${key}) as place, ${select} as row from ${from} where ${where} and ${rest}
      order by ${key} limit ${limit}`;
  };
}

const QUERIES: { readonly [Kind in keyof LedgerRecords]: readonly PageQuery[] } = {
  orders: [inOrderOf(['id'], sql`body`, sql`lojal_orders`)],
  ledger: [
    inOrderOf(
      ['customer', 'id'],
      sql`jsonb_build_object('customer', customer, 'order', order_id, 'entry', entry)`,
      sql`lojal_entries`,
    ),
  ],
  codes: [
    inOrderOf(
      ['customer', 'id'],
      sql`jsonb_build_object('code', code, 'state', state, 'reward', reward_id, 'worth', reward, 'id', id,
        'customer', customer, 'advocate', null, 'points', points, 'at', day, 'expires', expires, 'order', order_id)`,
      sql`lojal_redemptions`,
      sql`code is not null and state <> 'failed'`,
    ),
    inOrderOf(
      ['id'],
      sql`jsonb_build_object('code', code, 'state', case when used_order is null then 'issued' else 'used' end,
        'reward', null, 'worth', reward, 'id', id, 'customer', friend, 'advocate', advocate, 'points', null, 'at', day,
        'expires', expires, 'order', used_order)`,
      sql`lojal_claims`,
      sql`code is not null`,
    ),
    inOrderOf(
      ['code_key'],
      sql`jsonb_build_object('code', code, 'state', 'free', 'reward', reward_id, 'worth', null, 'id', null,
        'customer', null, 'advocate', null, 'points', null, 'at', null, 'expires', null, 'order', null)`,
      sql`lojal_code_pool`,
      sql`not taken`,
    ),
  ],
  members: [
    inOrderOf(
      ['customer'],
      sql`jsonb_build_object('customer', customer, 'joined', joined, 'birthday', birthday, 'memberUntil', member_until,
        'tags', tags, 'cost', cost,
        'referral', (select code from lojal_advocates where lojal_advocates.customer = lojal_members.customer))`,
      sql`lojal_members`,
    ),
  ],
};

/** Everything of one kind. What is added meanwhile may be missing. */
export async function* readRecords<Kind extends keyof LedgerRecords>(
  db: Database,
  kind: Kind,
): AsyncGenerator<readonly LedgerRecords[Kind][]> {
  for (const query of QUERIES[kind]) {
    let after: readonly string[] | undefined;
    for (let isFull = true; isFull; ) {
      const page = await selectRows<Placed<LedgerRecords[Kind]>>(db, query(after, PAGE_SIZE));
      isFull = page.length === PAGE_SIZE;
      after = page.at(-1)?.place;
      if (page.length > 0) yield page.map(({ row }) => row);
    }
  }
}
