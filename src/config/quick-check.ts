/**
 * The quick check. Nearly every configuration has no fault: it is read as it stands, and the full reader (`parse.ts`,
 * five times this size) is loaded only for the rest, which are faults, ledgers and rarer keys. Whatever the quick check
 * takes, the full reader reads to the same value without a fault (a property in the tests).
 */
import type { Account, Program } from '../loyalty/types.ts';
import { completeProgram, completeTotals, type DefaultedProgram } from './complete.ts';
import { quickProgramReader, quickTotalsReader } from './quick-check.generated.ts';
import type { QuickReader } from './quick-readers.ts';

/** The value with its defaults; nothing where it does not fit, or cannot be read because a getter or a proxy throws. */
function attempt(read: QuickReader, json: unknown): unknown {
  try {
    return read(json ?? null);
  } catch {
    return undefined;
  }
}

/** The program; nothing where the full reader has to look. */
export function quickProgram(json: unknown, read: QuickReader = quickProgramReader): Program | undefined {
  const program = attempt(read, json) as DefaultedProgram | undefined;
  const complete = program && completeProgram(program);
  // Levels in another order, two levels that are less than a minor unit apart, and parts of an order.
  return complete?.tiers?.levels.some(({ from }, i, all) => from % 1 || (i && from <= (all[i - 1]?.from ?? 0)))
    ? undefined
    : complete;
}

/** The totals of an account; nothing where the full reader has to look. Money is in major units of `currency`. */
export function quickAccount(json: unknown, currency: string): Account | undefined {
  const account = attempt(quickTotalsReader, json) as Account | undefined;
  const { currency: own = currency, ...totals } = account ?? {};
  // Amounts in another currency are for the full reader.
  return account && own.toUpperCase() === currency ? completeTotals(totals, currency) : undefined;
}
