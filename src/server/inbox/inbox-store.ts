/** The owner's inbox: answers, what the owner did with them, and what customers see of that. */
import type { Database } from '../db/database.ts';
import type { MetricScope } from '../metrics/metric-scope.ts';
import { type AnswerChange, type HandleOutcome, handleAnswer, readInboxAnswer } from './handle-answer.ts';
import type { InboxAnswer } from './inbox-answer.ts';
import { type ChoiceCounts, countChoices, readAnswerers, readWordings, type Wording } from './question-counts.ts';
import { readReplies, type ShopReply } from './replies.ts';
import { countAnswers, type InboxFilter, type InboxPage, searchAnswers } from './search-answers.ts';
import { readWishes, type Wish, writeWishes } from './wishes.ts';

export interface InboxStore {
  /**
   * Returns at most `limit` answers, newest first.
   *
   * @param before the cursor of the last answer of the page before
   */
  search(filter: InboxFilter, limit: number, before?: string): Promise<InboxPage>;
  /** One answer; nothing for an unknown id. */
  read(id: string): Promise<InboxAnswer | undefined>;
  /** The number of answers, at most `most`. */
  count(filter: InboxFilter, most: number): Promise<number>;
  /**
   * Changes what the owner keeps of an answer, and the state of a review.
   *
   * @param revision the revision that the owner has read. If another one is stored, nothing changes
   * @param actor who changes it, for the audit log
   */
  handle(id: string, change: AnswerChange, revision: number, actor: string): Promise<HandleOutcome>;
  /** How often each option of a choice was chosen. */
  choices(type: string, scope: MetricScope): Promise<readonly ChoiceCounts[]>;
  /** The wordings of a question, in the order in which they came. */
  wordings(type: string, scope: MetricScope): Promise<readonly Wording[]>;
  /** The customers who answered. */
  customers(type: string, scope: MetricScope): Promise<readonly string[]>;
  /** What the shop replied to a customer, newest first. */
  replies(customer: string): Promise<readonly ShopReply[]>;
  /** The questions that wait for a customer. */
  wishes(customer: string): Promise<readonly string[]>;
  /** Replaces the questions that wait for a customer. Returns nothing for an unknown customer. */
  setWishes(customer: string, wishes: readonly Wish[]): Promise<readonly string[] | undefined>;
}

export const createInboxStore = (db: Database): InboxStore => ({
  search: (...of) => searchAnswers(db, ...of),
  read: (id) => readInboxAnswer(db, id),
  count: (...of) => countAnswers(db, ...of),
  handle: (...of) => handleAnswer(db, ...of),
  choices: (...of) => countChoices(db, ...of),
  wordings: (...of) => readWordings(db, ...of),
  customers: (...of) => readAnswerers(db, ...of),
  replies: (customer) => readReplies(db, customer),
  wishes: (customer) => readWishes(db, customer),
  setWishes: (...of) => writeWishes(db, ...of),
});
