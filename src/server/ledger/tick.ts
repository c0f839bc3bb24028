/** What time brings: codes that expire, and reservations that nobody finished. Safe to run often, and in several processes at once. */
import type { CalendarDate } from '../../loyalty/types.ts';
import type { LedgerStore } from './ledger-store.ts';

type Task = (ledger: LedgerStore, today: CalendarDate) => Promise<number>;

const TASKS: Readonly<Record<string, Task>> = {
  'expired-codes': (ledger, today) => ledger.expireCodes(today),
  'abandoned-redemptions': (ledger, today) => ledger.releaseAbandoned(today),
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
  today: CalendarDate,
  onError: (error: unknown) => void = () => {},
): Promise<TickReport> {
  const ran: Record<string, number> = {};
  const failed: string[] = [];
  for (const [name, task] of Object.entries(TASKS))
    try {
      ran[name] = await task(ledger, today);
    } catch (error) {
      failed.push(name);
      onError(error);
    }
  return { ran, failed };
}
