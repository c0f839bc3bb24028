/** What the owner of the shop adds to answers, and the sessions of the owner page. */
export const ownerTables: readonly string[] = [
  // Browsers in which the owner is signed in. `digest`: SHA-256 of the cookie; `key_digest`: SHA-256 of the key.
  `create table lojal_sessions (
     digest text primary key,
     key_digest text not null,
     expires timestamptz not null
   )`,
  // What the owner did with an answer. A row goes with its answer. `customer`: the subject, if a token proved it.
  `create table lojal_handling (
     answer text primary key references lojal_answers (id) on delete cascade,
     customer text,
     handled timestamptz,
     reason text,
     note text,
     tags jsonb not null default '[]',
     reply text,
     replied timestamptz,
     changed timestamptz not null default clock_timestamp()
   )`,
  'create index lojal_handling_replied on lojal_handling (customer, replied) where reply is not null',
  // Questions that the owner wants a customer to be asked. `type`: the event that answers the question.
  `create table lojal_wishes (
     customer text not null,
     question text not null,
     type text not null,
     at timestamptz not null default now(),
     primary key (customer, question)
   )`,
];
