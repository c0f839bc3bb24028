/**
 * What time brings: codes that expire, reservations and answers that nobody finished, rewards for friends, birthdays and anniversaries.
 * Safe to run often, and in several processes at once.
 */
import type { CalendarDate, FullProgram } from '../../loyalty/types.ts';
import type { LedgerStore } from './ledger-store.ts';

type Task = (ledger: LedgerStore, today: CalendarDate, program: FullProgram) => Promise<number>;

const TASKS: Readonly<Record<string, Task>> = {
  'expired-codes': (ledger, today) => ledger.expireCodes(today),
  'abandoned-redemptions': (ledger, today) => ledger.releaseAbandoned(today),
  referrals: (ledger, today, program) => ledger.rewardReferrals(program, today),
  answers: (ledger, today, program) => ledger.rewardAnswers(program, today),
  birthdays: (ledger, today, program) => ledger.rewardBirthdays(program, today),
  anniversaries: (ledger, today, program) => ledger.rewardAnniversaries(program, today),
};

/** How many rows each task changed. */
export interface TickReport {
  readonly ran: Readonly<Record<string, number>>;
  /** The names of tasks that failed. The next tick tries them again. */
  readonly failed: readonly string[];
}

/**
 * Runs every task. One that fails does not stop the others.
 *
 * @param onError called for each task that fails
 */
export async function tick(
  ledger: LedgerStore,
  program: FullProgram,
  today: CalendarDate,
  onError: (error: unknown) => void = () => {},
): Promise<TickReport> {
  const ran: Record<string, number> = {};
  const failed: string[] = [];
  for (const [name, task] of Object.entries(TASKS))
    try {
      ran[name] = await task(ledger, today, program);
    } catch (error) {
      failed.push(name);
      onError(error);
    }
  return { ran, failed };
}
