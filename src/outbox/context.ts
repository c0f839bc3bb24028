import type { Environment } from './environment.ts';
import type { News, OutboundAnswer, OutboxOptions } from './outbound-answer.ts';
import type { PageState } from './page-state.ts';
import type { OutboxRecord } from './record.ts';
import type { Repository } from './repository-interface.ts';

/** What the parts of one outbox share. */
export interface Context {
  readonly env: Environment;
  readonly options: OutboxOptions;
  readonly page: PageState;
  readonly repository: Repository;
  /** Whether the answer may be sent now: it is anonymous, or its customer is signed in. */
  isSignedIn(answer: OutboundAnswer): boolean;
  /** Whether a draft may leave. A draft that may not is taken back. */
  mayLeave(draft: OutboundAnswer): boolean;
  /** Reports an outcome to the page, once for a revision. The outcome of an older revision is not reported. */
  report(
    record: Pick<OutboxRecord, 'key' | 'revision'>,
    outcome: News['outcome'],
    kept: News['kept'],
    reason?: string,
    status?: number,
  ): void;
  /** Set by close() and forget(): from then on nothing is reported or sent. */
  stopped: boolean;
}
