/** Notes of the shop's staff, how long data of customers is kept, and when the tasks of the server ran. */
export const maintenanceTables: readonly string[] = [
  // `author`: the name that the writer gave; `key_name`: the key that wrote the note.
  `create table lojal_notes (
     id text primary key,
     author text not null,
     key_name text not null,
     body text not null,
     at timestamptz not null default clock_timestamp()
   )`,
  // One row. `months`: what is older is deleted; null deletes nothing. `swept`: when a process last began to delete.
  `create table lojal_retention (
     single boolean primary key default true check (single),
     months integer constraint lojal_retention_months check (months between 1 and 120),
     swept timestamptz
   )`,
  'insert into lojal_retention default values',
  // The last run of each task, and the names of its parts that failed.
  'create table lojal_runs (task text primary key, at timestamptz not null, failed jsonb not null)',
];
