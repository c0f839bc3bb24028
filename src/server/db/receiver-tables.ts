/**
 * The addresses that get webhooks, and what is sent to them. Triggers write an event in the transaction of the change that it is about,
 * and only where an enabled receiver wants its type. So no change is lost, none is sent twice under two ids, and no statement is added
 * to the code that makes the change.
 */
export const receiverTables: readonly string[] = [
  // `secret`: of Standard Webhooks; absent where the receiver checks no signature. `failing_since`: of the failures since the last success.
  `create table lojal_receivers (
     id text primary key,
     kind text not null constraint lojal_receivers_kind check (kind in ('standard', 'slack', 'teams', 'email')),
     url text not null,
     types text[] not null,
     secret text,
     former_secret text,
     former_until timestamptz,
     enabled boolean not null default true,
     disabled_reason text,
     disabled_at timestamptz,
     failing_since timestamptz,
     paused_until timestamptz,
     created timestamptz not null default clock_timestamp(),
     unique (kind, url)
   )`,
  // `id` is the id of the CloudEvent, and the header `webhook-id` of every attempt. Money in `data` is in minor units.
  `create table lojal_events (
     id text primary key,
     type text not null,
     customer text,
     data jsonb not null,
     at timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_events_customer on lojal_events (customer) where customer is not null',
  'create index lojal_events_at on lojal_events (at)',
  // `waiting`: for the message of the day. `reported`: the message of the day, `digest`, has it. There is no foreign key to the receiver,
  // because a change of answers or ledgers must not wait for the deletion of a receiver.
  `create table lojal_deliveries (
     id bigserial primary key,
     event text not null references lojal_events on delete cascade,
     receiver text not null,
     state text not null default 'pending' constraint lojal_deliveries_state
       check (state in ('pending', 'delivered', 'failed', 'waiting', 'reported')),
     attempts integer not null default 0,
     due timestamptz not null default clock_timestamp(),
     status integer,
     error text,
     digest text,
     created timestamptz not null default clock_timestamp(),
     changed timestamptz not null default clock_timestamp()
   )`,
  `create index lojal_deliveries_due on lojal_deliveries (receiver, due) where state = 'pending'`,
  `create index lojal_deliveries_waiting on lojal_deliveries (receiver) where state = 'waiting'`,
  'create index lojal_deliveries_digest on lojal_deliveries (digest) where digest is not null',
  'create index lojal_deliveries_receiver on lojal_deliveries (receiver, id)',
  'create index lojal_deliveries_event on lojal_deliveries (event)',
  `create function lojal_emit(event_type text, event_customer text, event_data jsonb) returns void language plpgsql as $$
     begin
       if not exists (select from lojal_receivers where enabled and event_type = any(types)) then return; end if;
       with event as (
         insert into lojal_events (id, type, customer, data)
           values ('evt_' || replace(gen_random_uuid()::text, '-', ''), event_type, event_customer, event_data) returning id
       )
       insert into lojal_deliveries (event, receiver)
         select event.id, receiver.id from event, lojal_receivers receiver
         where receiver.enabled and event_type = any(receiver.types);
     end $$`,
  // Answers. A restored answer is not news.
  `create function lojal_answer_event() returns trigger language plpgsql as $$
     begin
       perform lojal_emit('lojal.answer.received.v1', new.subject,
         jsonb_build_object('answer', new.event, 'verified', new.verified));
       return null;
     end $$`,
  `create trigger lojal_answer_added after insert on lojal_answers for each row
     when (new.digest <> 'restored') execute function lojal_answer_event()`,
  `create trigger lojal_answer_revised after update of revision on lojal_answers for each row
     when (new.digest <> 'restored' and new.revision <> old.revision) execute function lojal_answer_event()`,
  // Customers whose tier may have changed by the entries from `seq` on, the tiers as the receivers know them, and how far they are compared.
  'create table lojal_tier_checks (customer text primary key, seq bigint not null)',
  'create table lojal_customer_tiers (customer text primary key, tier text)',
  'create table lojal_tier_rounds (single boolean primary key default true check (single), rules text not null, after text)',
  // Entries. The id of a reward for a friend names the friend, who is another customer.
  `create function lojal_entry_events() returns trigger language plpgsql as $$
     begin
       if exists (select from lojal_receivers where enabled and 'lojal.points.earned.v1' = any(types)) then
         perform lojal_emit('lojal.points.earned.v1', customer, jsonb_strip_nulls(jsonb_build_object(
             'entry', case when entry ->> 'rule' = 'referral' then entry - 'id' else entry end, 'order', order_id)))
           from added where kind in ('order', 'bonus') and (entry ->> 'points')::numeric > 0;
       end if;
       if exists (select from lojal_receivers where enabled and 'lojal.tier.changed.v1' = any(types)) then
         insert into lojal_tier_checks (customer, seq)
           select customer, min(seq) from added group by customer order by customer on conflict do nothing;
       end if;
       return null;
     end $$`,
  `create trigger lojal_entries_added after insert on lojal_entries referencing new table as added
     for each statement execute function lojal_entry_events()`,
  // Rewards.
  `create function lojal_redemption_event() returns trigger language plpgsql as $$
     begin
       perform lojal_emit(case when new.state = 'used' then 'lojal.code.used.v1' else 'lojal.reward.redeemed.v1' end, new.customer,
         jsonb_strip_nulls(jsonb_build_object('redemption', new.id, 'reward', new.reward_id, 'points', new.points, 'code', new.code,
           'expires', new.expires, 'order', case when new.state = 'used' then new.order_id end)));
       return null;
     end $$`,
  `create trigger lojal_redemption_issued after insert on lojal_redemptions for each row
     when (new.state = 'issued') execute function lojal_redemption_event()`,
  // A code that a cancelled order gives back is not redeemed again.
  `create trigger lojal_redemption_changed after update of state on lojal_redemptions for each row
     when (new.state <> old.state and (new.state = 'used' or (new.state = 'issued' and old.state in ('reserved', 'failed'))))
     execute function lojal_redemption_event()`,
  // Invitations. Neither event names both customers.
  `create function lojal_claim_used_event() returns trigger language plpgsql as $$
     begin
       perform lojal_emit('lojal.code.used.v1', new.friend,
         jsonb_build_object('invitation', new.id, 'code', new.code, 'order', new.used_order));
       return null;
     end $$`,
  `create trigger lojal_claim_used after update of used_order on lojal_claims for each row
     when (new.used_order is not null and old.used_order is null and new.code is not null)
     execute function lojal_claim_used_event()`,
  `create function lojal_claim_rewarded_event() returns trigger language plpgsql as $$
     begin
       perform lojal_emit('lojal.referral.rewarded.v1', new.advocate,
         jsonb_build_object('invitation', new.id, 'points', coalesce(new.points, 0)));
       return null;
     end $$`,
  `create trigger lojal_claim_rewarded after update of state on lojal_claims for each row
     when (new.state = 'rewarded' and old.state <> 'rewarded') execute function lojal_claim_rewarded_event()`,
];
