/** The ledgers of a store. */
import type { CalendarDate, Entry, FullProgram, Referral } from '../../loyalty/types.ts';
import type { ShopOrder } from '../../schema/shop-order.ts';
import type { Database } from '../db/database.ts';
import { rewardAnswer, rewardAnswers, type UnrewardedAnswer } from './answer-rewards.ts';
import { type BookedOrder, changeOrders, type OrderChange } from './change-orders.ts';
import { findClaimCode, markClaimUsed } from './claim-codes.ts';
import { addCodes, countRedeemed, readCodes } from './code-lists.ts';
import { type Action, type ActionOutcome, type ActionRequest, act, readAction } from './customer-actions.ts';
import { releaseAbandoned, returnCode, settle } from './give-back.ts';
import { type ImportedBirthday, importBirthdays } from './imported-birthdays.ts';
import { type BalanceOutcome, importPoints, type PointBalance } from './imported-points.ts';
import {
  acceptInvitation,
  type ClaimOutcome,
  type ClaimRequest,
  type Invitation,
  needAdvocateCode,
  readAdvocateCode,
  readInvitations,
} from './invitations.ts';
import { type LedgerRecords, readRecords } from './ledger-records.ts';
import { changeMember, type MemberChange, type MemberFacts, readMember } from './members.ts';
import { type CustomerLedger, readLedger, readLedgers } from './read-ledger.ts';
import { type RedeemOutcome, type RedeemRequest, redeem } from './redeem.ts';
import type { Redemption, UsableCode } from './redemption.ts';
import { readRedemption } from './redemption-rows.ts';
import { rewardReferrals } from './reward-referrals.ts';
import type { RulesAt } from './rules-at.ts';
import { readOrders } from './stored-orders.ts';
import { expireCodes, findCode, markUsed } from './use-codes.ts';
import { rewardAnniversaries, rewardBirthdays } from './yearly-rewards.ts';

/** Ledgers of customers. Each change is one transaction under the locks of its customers. */
export interface LedgerStore {
  /**
   * Applies changes of orders: all of them, or none.
   *
   * @param today the day in the time zone of the program
   * @param rulesAt the rules of each day. Default: `program`
   * @throws Problem 422 for orders that cannot be booked
   */
  changeOrders(
    program: FullProgram,
    changes: readonly OrderChange[],
    today: CalendarDate,
    rulesAt?: RulesAt,
  ): Promise<readonly BookedOrder[]>;
  /** The orders as they are stored, by id. */
  orders(ids: readonly string[]): Promise<ReadonlyMap<string, ShopOrder>>;
  /** Stores what only the shop knows of a customer. */
  changeMember(program: FullProgram, customer: string, change: MemberChange, today: CalendarDate): Promise<MemberFacts>;
  /** What the shop knows of a customer; nothing for an unknown one. */
  member(customer: string): Promise<MemberFacts | undefined>;
  /** Exchanges points for a reward. */
  redeem(program: FullProgram, request: RedeemRequest, today: CalendarDate): Promise<RedeemOutcome>;
  /** Stores the code of a reservation; without a code, gives the points back. Nothing if the reservation is over. */
  settle(reserved: Redemption, code: string | undefined, today: CalendarDate): Promise<Redemption | undefined>;
  /** A redemption of a customer; nothing for an unknown one. */
  redemption(customer: string, id: string): Promise<Redemption | undefined>;
  /** Gives an unused code back. Returns the redemption after that; nothing for an unknown one. */
  returnCode(customer: string, id: string, today: CalendarDate): Promise<Redemption | undefined>;
  /** A code of a redemption or of a friend; nothing for an unknown one. */
  findCode(code: string): Promise<UsableCode | undefined>;
  /** Marks a code as used by an order. Returns the code after that; nothing for an unknown code. */
  markUsed(code: string, order: string, today: CalendarDate): Promise<UsableCode | undefined>;
  /** The codes of a customer, newest first. */
  codes(customer: string): Promise<readonly Redemption[]>;
  /** Adds codes that are given out for a reward, in place of minted ones. Returns how many are new. */
  addCodes(reward: string, codes: readonly string[]): Promise<number>;
  /** The points and the number of redemptions of a reward that were not given back. */
  redeemed(reward: string): Promise<{ readonly points: number; readonly times: number }>;
  /** Marks codes as expired. Returns the number. */
  expireCodes(today: CalendarDate): Promise<number>;
  /** Gives back what processes have reserved that ended before there was a code. Returns the number. */
  releaseAbandoned(today: CalendarDate): Promise<number>;
  /** The code in a customer's link; nothing for a customer who has not asked for one. */
  advocateCode(customer: string): Promise<string | undefined>;
  /** The code in a customer's link, which is made at the first call. */
  needAdvocateCode(customer: string): Promise<string>;
  /** Records that a friend accepts an invitation. */
  acceptInvitation(referral: Referral, request: ClaimRequest, today: CalendarDate): Promise<ClaimOutcome>;
  /** The invitations of an advocate, newest first. */
  invitations(referral: Referral, advocate: string, today: CalendarDate): Promise<readonly Invitation[]>;
  /** Rewards advocates for the friends whose orders are past their return window. Returns how many invitations changed. */
  rewardReferrals(program: FullProgram, today: CalendarDate): Promise<number>;
  /** What a customer did for points, by the id that the page chose; nothing for an unknown one. */
  action(customer: string, id: string): Promise<Action | undefined>;
  /** Notes what a customer did for points, and gives them. */
  act(program: FullProgram, request: ActionRequest, today: CalendarDate): Promise<ActionOutcome>;
  /** Gives the points of an answer that was stored for them. Returns the number of entries. */
  rewardAnswer(program: FullProgram, answer: UnrewardedAnswer, today: CalendarDate): Promise<number>;
  /** Gives the points of answers whose process ended before it did. Returns the number of entries. */
  rewardAnswers(program: FullProgram, today: CalendarDate): Promise<number>;
  /** Gives the points of birthdays. Returns the number of entries. */
  rewardBirthdays(program: FullProgram, today: CalendarDate): Promise<number>;
  /** Gives the points of anniversaries. Returns the number of entries. */
  rewardAnniversaries(program: FullProgram, today: CalendarDate): Promise<number>;
  /** Pages of everything of one kind, each page in memory alone. Money is in minor units, except in orders. */
  records<Kind extends keyof LedgerRecords>(kind: Kind): AsyncIterable<readonly LedgerRecords[Kind][]>;
  /**
   * Books balances of another system, each corrected by the difference to what was imported before.
   *
   * @param isDry only says what each balance is, and changes nothing
   */
  importPoints(
    balances: readonly PointBalance[],
    today: CalendarDate,
    isDry: boolean,
  ): Promise<readonly BalanceOutcome[]>;
  /** Stores birthdays of another system, of customers who have told none here. Returns how many are new. */
  importBirthdays(birthdays: readonly ImportedBirthday[], today: CalendarDate, isDry: boolean): Promise<number>;
  /** The entries of a customer, oldest first, and the orders that are not paid yet. Money is in minor units. */
  ledger(program: FullProgram, customer: string, rulesAt?: RulesAt): Promise<readonly Entry[]>;
  /** The ledgers of the customers after `after` in the order of their ids, at most `limit`. */
  ledgers(after: string, limit: number): Promise<readonly CustomerLedger[]>;
}

export const createLedgerStore = (db: Database): LedgerStore => ({
  changeOrders: (...of) => changeOrders(db, ...of),
  ledger: (...of) => readLedger(db, ...of),
  ledgers: (...of) => readLedgers(db, ...of),
  records: (kind) => readRecords(db, kind),
  importPoints: (...of) => importPoints(db, ...of),
  importBirthdays: (...of) => importBirthdays(db, ...of),
  orders: (ids) => readOrders(db, ids),
  changeMember: (...of) => changeMember(db, ...of),
  member: (customer) => readMember(db, customer),
  redeem: (...of) => redeem(db, ...of),
  settle: (...of) => settle(db, ...of),
  redemption: (...of) => readRedemption(db, ...of),
  returnCode: (...of) => returnCode(db, ...of),
  findCode: async (code) => (await findCode(db, code)) ?? findClaimCode(db, code),
  markUsed: async (...of) => (await markUsed(db, ...of)) ?? markClaimUsed(db, ...of),
  codes: (customer) => readCodes(db, customer),
  addCodes: (...of) => addCodes(db, ...of),
  redeemed: (reward) => countRedeemed(db, reward),
  expireCodes: (today) => expireCodes(db, today),
  releaseAbandoned: (today) => releaseAbandoned(db, today),
  advocateCode: (customer) => readAdvocateCode(db, customer),
  needAdvocateCode: (customer) => needAdvocateCode(db, customer),
  acceptInvitation: (...of) => acceptInvitation(db, ...of),
  invitations: (...of) => readInvitations(db, ...of),
  rewardReferrals: (...of) => rewardReferrals(db, ...of),
  action: (...of) => readAction(db, ...of),
  act: (...of) => act(db, ...of),
  rewardAnswer: (...of) => rewardAnswer(db, ...of),
  rewardAnswers: (...of) => rewardAnswers(db, ...of),
  rewardBirthdays: (...of) => rewardBirthdays(db, ...of),
  rewardAnniversaries: (...of) => rewardAnniversaries(db, ...of),
});
