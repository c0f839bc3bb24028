import { run } from '../helpers/postgres.ts';
import { nps } from './samples.ts';

/** Inserts rows directly into the database, each with a comment of the given length. */
export async function fill(databaseUrl: string, rows: number, characters: number): Promise<void> {
  const event = JSON.stringify(
    nps({ comment: 'Fast delivery. '.repeat(Math.ceil(characters / 15)).slice(0, characters) }),
  );
  await run(
    databaseUrl,
    `insert into lojal_answers (id, type, source, subject, revision, time, received, event, digest)
     select 'answer-number-' || n, e->>'type', e->>'source', 'c_' || n, 1, now(), now(), e, 'digest'
     from generate_series(1, ${rows}) as n, (select '${event}'::jsonb as e) as posted`,
  );
}
