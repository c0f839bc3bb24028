import type { Computed } from '../../loyalty/summary.ts';
import type { Account, Program } from '../../loyalty/types.ts';

/** The data of a program on one day. Immutable: a new state is a new object. */
export interface ProgramData {
  readonly program: Program;
  readonly account?: Account | undefined;
  /** The values computed from the account's ledger, if it has one. */
  readonly computed?: Computed | undefined;
  /** Today's date, in the shop's time zone where a date is shown. */
  readonly today: string;
}
