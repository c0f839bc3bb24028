/** The ledgers of locked customers within one transaction: what is stored, and what the transaction appends. */
import { earnedPoints } from '../../loyalty/earning.ts';
import type { CalendarDate, Entry, FullProgram } from '../../loyalty/types.ts';
import type { Database } from '../db/database.ts';
import { bookOrder } from './book-order.ts';
import { limitClawback } from './clawback.ts';
import { earningContext, needsLedger } from './customer-state.ts';
import { appendEntries, type LedgerRow, readEntries } from './entries.ts';
import { type Member, readMembers } from './members.ts';
import type { NormalOrder } from './normal-order.ts';

export class LedgerSession {
  readonly #rows = new Map<string, LedgerRow[]>();
  readonly #added: LedgerRow[] = [];

  private constructor(
    readonly program: FullProgram,
    readonly today: CalendarDate,
    readonly members: ReadonlyMap<string, Member>,
    rows: readonly LedgerRow[],
  ) {
    for (const row of rows) this.#ofCustomer(row.customer).push(row);
  }

  /**
   * @param program the rules of today
   * @param orders the orders that the session books; without a rule that reads the whole ledger, only their entries are loaded
   * @param used all rules by which the session books
   */
  static async open(
    tx: Database,
    program: FullProgram,
    today: CalendarDate,
    customers: readonly string[],
    orders: readonly string[],
    used: readonly FullProgram[] = [program],
  ): Promise<LedgerSession> {
    const rows = await readEntries(tx, customers, used.some(needsLedger) ? undefined : orders);
    return new LedgerSession(program, today, await readMembers(tx, customers), rows);
  }

  #ofCustomer(customer: string): LedgerRow[] {
    const rows = this.#rows.get(customer) ?? [];
    this.#rows.set(customer, rows);
    return rows;
  }

  /**
   * Appends the entries that bring the ledger to the state of the order. Returns their ids.
   *
   * @param rules those of the day of the order
   * @param before the order as it was stored
   */
  book(order: NormalOrder, rules = this.program, before?: NormalOrder): readonly string[] {
    const { program, today } = this;
    const { customer, id } = order;
    const rows = this.#ofCustomer(customer);
    const ofOrder = rows.filter((row) => row.order === id).map(({ entry }) => entry);
    const earn = (counted: number) => {
      const others = rows.filter((row) => row.order !== id).map(({ entry }) => entry);
      return earnedPoints(rules, counted, earningContext(rules, order, this.members.get(customer) ?? {}, others));
    };
    const booked = bookOrder(rules, order, ofOrder, earn, today, before);
    const entries = limitClawback(program, this.entries(customer), booked, today);
    for (const entry of entries) this.append({ customer, entry, order: id });
    return entries.map((entry) => entry.id);
  }

  /** Appends an entry to the ledger of a locked customer. */
  append(row: LedgerRow): void {
    this.#ofCustomer(row.customer).push(row);
    this.#added.push(row);
  }

  /** The ledger of a locked customer, oldest entry first. */
  entries(customer: string): readonly Entry[] {
    return this.#ofCustomer(customer).map(({ entry }) => entry);
  }

  /** Writes what was appended. */
  async flush(tx: Database): Promise<void> {
    await appendEntries(tx, this.#added.splice(0));
  }
}
