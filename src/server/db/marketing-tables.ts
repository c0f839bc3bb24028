/** Services of marketing as receivers, and the event of points that expire soon. */
export const marketingTables: readonly string[] = [
  `alter table lojal_receivers drop constraint lojal_receivers_kind, add constraint lojal_receivers_kind
     check (kind in ('standard', 'slack', 'teams', 'email', 'klaviyo'))`,
  // A service of marketing charges for each profile, and anyone can post an answer under any id: only customers whom the shop knows, or
  // a token proved, get a profile there.
  `create function lojal_has_profile(event_customer text, event_data jsonb) returns boolean language sql stable as $$
     select event_customer is not null and (event_data ->> 'verified' is distinct from 'false'
       or exists (select from lojal_orders where customer = event_customer)
       or exists (select from lojal_entries where customer = event_customer))
   $$`,
  `create or replace function lojal_emit(event_type text, event_customer text, event_data jsonb) returns void language plpgsql as $$
     begin
       if not exists (select from lojal_receivers where enabled and event_type = any(types)
           and (kind <> 'klaviyo' or lojal_has_profile(event_customer, event_data))) then return; end if;
       with event as (
         insert into lojal_events (id, type, customer, data)
           values ('evt_' || replace(gen_random_uuid()::text, '-', ''), event_type, event_customer, event_data) returning id
       )
       insert into lojal_deliveries (event, receiver)
         select event.id, receiver.id from event, lojal_receivers receiver
         where receiver.enabled and event_type = any(receiver.types)
           and (receiver.kind <> 'klaviyo' or lojal_has_profile(event_customer, event_data));
     end $$`,
  // The days of which customers were told, and how far the customers of this day are looked at.
  'create table lojal_expiry_notices (customer text not null, expires date not null, primary key (customer, expires))',
  'create table lojal_expiry_rounds (single boolean primary key default true check (single), rules text not null, after text)',
];
