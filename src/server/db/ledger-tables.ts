/**
 * The tables of the loyalty ledger. Entries are only added; everything that a customer sees is computed from them. Money is in
 * minor units of the program's currency, and dates are days in the program's time zone.
 */
export const ledgerTables: readonly string[] = [
  // The programs that the owner saved. `starts`: the first day on which the version holds. `body`: the JSON as it was written.
  `create table lojal_programs (
     version integer primary key,
     starts date not null,
     currency text not null,
     time_zone text,
     body text not null,
     saved timestamptz not null default clock_timestamp()
   )`,
  // One row per customer. Whoever changes a ledger locks it: see `customer-lock.ts`. `first_order` is the day of the first paid order;
  // the next birthday and anniversary for which points may be due are `birthday_due` and `anniversary_due`.
  `create table lojal_members (
     customer text primary key,
     joined date,
     birthday text constraint lojal_members_birthday check (birthday ~ '^[01][0-9]-[0-3][0-9]$'),
     birthday_set date,
     birthday_due date,
     first_order date,
     anniversary_due date,
     member_until date,
     tags jsonb not null default '[]',
     cost bigint,
     changed timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_members_birthday_due on lojal_members (birthday_due) where birthday_due is not null',
  'create index lojal_members_anniversary_due on lojal_members (anniversary_due) where anniversary_due is not null',
  // The orders as they are now.
  `create table lojal_orders (
     id text primary key,
     customer text not null,
     day date not null,
     status text not null,
     total bigint not null,
     refunded bigint not null,
     updated timestamptz,
     body jsonb not null,
     received timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_orders_customer on lojal_orders (customer, day)',
  `create table lojal_entries (
     customer text not null,
     id text not null,
     seq bigserial not null,
     at date not null,
     kind text not null,
     order_id text,
     entry jsonb not null,
     created timestamptz not null default clock_timestamp(),
     primary key (customer, id)
   )`,
  'create index lojal_entries_order on lojal_entries (customer, order_id) where order_id is not null',
  // Rewards that were exchanged for points. `reward` is the reward as it was then.
  `create table lojal_redemptions (
     customer text not null,
     id text not null,
     reward_id text not null,
     reward jsonb not null,
     points bigint not null,
     attempt integer not null,
     code text,
     code_key text unique,
     state text not null constraint lojal_redemptions_state
       check (state in ('reserved', 'issued', 'used', 'expired', 'returned', 'failed')),
     day date not null,
     expires date,
     order_id text,
     changed timestamptz not null default clock_timestamp(),
     primary key (customer, id)
   )`,
  'create index lojal_redemptions_order on lojal_redemptions (order_id) where order_id is not null',
  `create index lojal_redemptions_open on lojal_redemptions (expires) where state = 'issued' and expires is not null`,
  `create index lojal_redemptions_reserved on lojal_redemptions (changed) where state = 'reserved'`,
  // Codes that the shop uploaded, to be given out.
  `create table lojal_code_pool (
     reward_id text not null,
     code text not null,
     code_key text not null primary key,
     seq bigserial not null,
     taken boolean not null default false
   )`,
  'create index lojal_code_pool_free on lojal_code_pool (reward_id, seq) where not taken',
  // The code in the link of each advocate.
  'create table lojal_advocates (code text primary key, customer text not null unique)',
  // Friends who accepted an invitation. `friend` is known from the friend's first order. A friend's code is absent where friends get
  // nothing, and where an order came without one. `points` is what the advocate got, on the day `rewarded`.
  `create table lojal_claims (
     id text primary key,
     seq bigserial not null,
     advocate text not null,
     code text,
     code_key text unique,
     reward jsonb,
     day date not null,
     expires date,
     friend text,
     order_id text,
     state text not null constraint lojal_claims_state check (state in ('claimed', 'waiting', 'rewarded', 'declined')),
     reason text,
     due date,
     used_order text,
     points bigint,
     rewarded date,
     changed timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_claims_advocate on lojal_claims (advocate, seq)',
  'create index lojal_claims_friend on lojal_claims (friend)',
  'create index lojal_claims_order on lojal_claims (order_id)',
  'create index lojal_claims_used on lojal_claims (used_order)',
  `create index lojal_claims_due on lojal_claims (due) where state = 'waiting'`,
  // One reward a friend.
  `create unique index lojal_claims_once on lojal_claims (friend) where state in ('waiting', 'rewarded')`,
  // What customers did for points, by the id that the page chose. Of a birthday that was told, `birthday` is the month and day.
  `create table lojal_actions (
     customer text not null,
     id text not null,
     rule_id text not null,
     entry_id text,
     birthday text,
     at timestamptz not null default clock_timestamp(),
     primary key (customer, id)
   )`,
  // Answers whose points are not given yet. A row is stored with its answer, and deleted with the decision about the points.
  `create table lojal_unrewarded (
     answer text primary key,
     customer text not null,
     at timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_unrewarded_at on lojal_unrewarded (at)',
  'create index lojal_unrewarded_customer on lojal_unrewarded (customer)',
  // Still one round trip. The former functions stay for processes of a former version.
  `create function lojal_insert(event jsonb, digest text, verified boolean, state text, id_digest text, subject_digest text,
       rewarded boolean)
     returns text language plpgsql as $$
     declare outcome text;
     begin
       outcome := lojal_insert(event, digest, verified, state, id_digest, subject_digest);
       if rewarded and outcome = 'stored' then
         insert into lojal_unrewarded (answer, customer) values (event ->> 'id', event ->> 'subject');
       end if;
       return outcome;
     end $$`,
];
