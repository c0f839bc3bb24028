import type { OwnerClient } from '../api/owner-client.ts';
import type { OwnerSession } from '../api/owner-data.ts';

/**
 * `asking`: the server has not said yet; `out`: nobody is signed in; `in`; `expired`: the session ended while the page was open,
 * so what the owner was writing stays until the next sign-in.
 */
type SessionState = 'asking' | 'out' | 'in' | 'expired';

/** Who is signed in. */
export class SessionWatch {
  state: SessionState = 'asking';
  session: OwnerSession | undefined;
  readonly #client: OwnerClient;
  readonly #changed: () => void;

  constructor(client: OwnerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
    client.signedOut = () => {
      if (this.state === 'in') this.#set('expired', this.session);
    };
  }

  /** Asks the server whether the cookie of an earlier visit still counts. */
  async start(): Promise<void> {
    try {
      this.begin(await this.#client.json<OwnerSession>('owner/session'));
    } catch {
      // Any fault shows the form. A server that is down says so at sign-in.
      if (this.state === 'asking') this.#set('out', undefined);
    }
  }

  begin(session: OwnerSession): void {
    this.#set('in', session);
  }

  /** Signs out. A cookie that the server cannot end now ends by itself, so the page forgets in any case. */
  async end(): Promise<void> {
    this.#set('out', undefined);
    await this.#client.json('owner/session', { method: 'DELETE' }).catch(() => undefined);
  }

  #set(state: SessionState, session: OwnerSession | undefined): void {
    this.state = state;
    this.session = session;
    this.#changed();
  }
}
