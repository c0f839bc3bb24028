/**
 * Daily counts of how questions and messages were received. `day` is in the program's time zone, `version` that of the wording or
 * an empty text. Nothing says who it was.
 */
export const seenTables: readonly string[] = [
  `create table lojal_seen (
     day date not null,
     name text not null,
     version text not null,
     what text not null constraint lojal_seen_what check (what in ('shown', 'dismissed', 'answered', 'abandoned')),
     count bigint not null,
     primary key (day, name, version, what)
   )`,
];
