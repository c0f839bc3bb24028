import { bigserial, boolean, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ReviewState } from './moderation.ts';
import type { AnswerEvent } from './validate.ts';

/** The answers, one row each. `migrations.ts` creates what this file describes. */
export const answers = pgTable('lojal_answers', {
  id: text().primaryKey(),
  type: text().notNull(),
  source: text().notNull(),
  subject: text(),
  revision: integer().notNull(),
  /** When the person answered, by the clock of their device. */
  time: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  /** When this revision came, by the clock of the database. */
  received: timestamp({ withTimezone: true }).notNull(),
  /** Rises with every row that is stored, replaced or decided about, so that a reader can go on where it stopped. */
  seq: bigserial({ mode: 'bigint' }).notNull(),
  event: jsonb().$type<AnswerEvent>().notNull(),
  /** SHA-256 of the posted bytes, in hexadecimal: tells a second try from another answer under the same id. */
  digest: text().notNull(),
  /** Whether a token proved the subject. */
  verified: boolean().notNull(),
  /** Of a review; null for any other answer. */
  state: text().$type<ReviewState>(),
});

/** What is left of erased answers: the SHA-256 of each id, in hexadecimal, so that a late try of one is not stored. */
export const erased = pgTable('lojal_erased', {
  digest: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** How much each address and each subject has used of its limit, under a keyed digest. */
export const limits = pgTable('lojal_limits', {
  key: text().primaryKey(),
  /** When nothing is used any more. */
  clear: timestamp({ withTimezone: true }).notNull(),
});

/** One row: what every process on this database must know alike. */
export const settings = pgTable('lojal_settings', {
  /** Keys the digests in `lojal_limits`. */
  salt: text().notNull(),
});
