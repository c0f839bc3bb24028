import { bigserial, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { AnswerEvent } from './validate.ts';

/** The answers, one row each. `migrations.ts` creates what this describes. */
export const answers = pgTable('lojal_answers', {
  id: text().primaryKey(),
  type: text().notNull(),
  source: text().notNull(),
  subject: text(),
  revision: integer().notNull(),
  /** When the person answered, by the clock of their device. */
  time: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  /** When this revision came, by the clock of the database. */
  received: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  /** Rises with every row that is stored or replaced, so that a reader can go on where it stopped. */
  seq: bigserial({ mode: 'bigint' }).notNull(),
  event: jsonb().$type<AnswerEvent>().notNull(),
  /** SHA-256 of the posted bytes, in hexadecimal: tells a second try from another answer under the same id. */
  digest: text().notNull(),
});
