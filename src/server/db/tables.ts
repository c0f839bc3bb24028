import { bigserial, boolean, integer, json, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ReviewState } from '../moderation.ts';
import type { AnsweredEvent } from '../validate.ts';

/** One row per answer. `migrations.ts` creates these tables. */
export const answersTable = pgTable('lojal_answers', {
  id: text().primaryKey(),
  type: text().notNull(),
  source: text().notNull(),
  subject: text(),
  revision: integer().notNull(),
  /** When the customer answered, by the clock of the device. */
  time: timestamp({ withTimezone: true, mode: 'string' }).notNull(),
  /** When this revision was received, by the clock of the database. */
  received: timestamp({ withTimezone: true }).notNull(),
  /** Increases with every insert, replacement and decision, so that a reader can continue where it stopped. */
  seq: bigserial({ mode: 'bigint' }).notNull(),
  event: jsonb().$type<AnsweredEvent>().notNull(),
  /** SHA-256 of the posted bytes, in hexadecimal, or `RESTORED`. Distinguishes a retry from other content with the same id. */
  digest: text().notNull(),
  /** Whether a token proved the subject. */
  verified: boolean().notNull(),
  /** The state of a review; null for other answers. */
  state: text().$type<ReviewState>(),
});

/** SHA-256 of the ids of erased answers, in hexadecimal, so that a late retry is not stored again. */
export const erasedTable = pgTable('lojal_erased', {
  digest: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** When a customer was erased, by a keyed digest of the customer's id. */
export const erasedSubjectsTable = pgTable('lojal_erased_subjects', {
  digest: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
});

/** Answers that are not valid. See `quarantine.ts`. */
export const quarantineTable = pgTable('lojal_quarantine', {
  id: text().notNull(),
  /** SHA-256 of the posted bytes, in hexadecimal. */
  digest: text().notNull(),
  received: timestamp({ withTimezone: true }).notNull(),
  body: text().notNull(),
  faults: json().notNull(),
  subject: text(),
  verified: boolean().notNull(),
});

/** Who did what. See `audit.ts`. */
export const auditTable = pgTable('lojal_audit', {
  id: bigserial({ mode: 'bigint' }).primaryKey(),
  at: timestamp({ withTimezone: true }).notNull(),
  actor: text().notNull(),
  action: text().notNull(),
  target: text(),
  detail: jsonb().notNull(),
});

/** Rate limits of addresses and subjects, by a keyed digest. */
export const limitsTable = pgTable('lojal_limits', {
  key: text().primaryKey(),
  /** When the limit is unused again. */
  clear: timestamp({ withTimezone: true }).notNull(),
});

/** One row with settings that all processes share. */
export const settingsTable = pgTable('lojal_settings', {
  /** Keys the digests in `lojal_limits`. */
  salt: text().notNull(),
  /** When the health check last wrote to the database. */
  checked: timestamp({ withTimezone: true }),
});
