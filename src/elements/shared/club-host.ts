/** What a program offers to the elements that earn and redeem. Types only. */
import type { HistoryItem } from '../../loyalty/history.ts';
import type { Campaign, FullAccount, FullProgram } from '../../loyalty/types.ts';
import type { QuestionKind } from '../../registry.ts';
import type { ProgramData } from './program-data.ts';

/** The whole program and account on one day. */
export interface Club {
  readonly program: FullProgram;
  readonly account?: FullAccount | undefined;
  readonly today: string;
  /**
   * The entries of the ledger, newest first.
   *
   * @throws TypeError (rejects) when the file cannot be loaded
   */
  history(): Promise<readonly HistoryItem[]>;
}

/** What a server responded. */
export interface Reply {
  /** The HTTP status; 0 when there was no response. */
  readonly status: number;
  /** The JSON of the response; `undefined` for anything else. */
  readonly body: unknown;
}

/** What only the elements that earn and redeem need of the program. Loaded on demand. */
export interface ClubAccess {
  /** The whole program and account of some data; nothing where the page gives no program. */
  read(data: ProgramData): Club | undefined;
  /** Sends a request to a route of the server, in the name of the customer who is signed in. Never rejects. */
  call(method: 'GET' | 'POST' | 'DELETE', route: string, body?: object): Promise<Reply>;
  /** Opens a question for the customer. Resolves to whether it is open. */
  ask(kind: QuestionKind): Promise<boolean>;
  /** Whether the customer is left out of a campaign, so that the effect can be measured. */
  isHeldOut(campaign: Campaign): boolean;
  /** The code of the invitation in the address of the page, or an empty text. */
  readonly invitation: string;
  /** The code that this visitor got as a friend; an empty text for an invitation without a code. */
  readonly claim: string | undefined;
  /** Keeps such a code in this browser. */
  keepClaim(code: string): void;
}
