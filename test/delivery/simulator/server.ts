/** The net and the endpoints: what becomes of a request, by the plan in force when it is sent. */
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';
import type { NetFault, Wait } from './schedule.ts';

export const ENDPOINTS = ['https://shop.example/apps/lojal/answers', 'https://new.example/answers'] as const;

/** A request as it left the browser. */
export interface Call {
  readonly url: string;
  readonly id: string;
  readonly revision: number;
  readonly body: string;
  /** Whose token it carries, and whether that is a fresh one. */
  readonly token: { readonly customer: string; readonly fresh: boolean } | undefined;
}

/** What comes back. `until` is what `Retry-After` asks for, as a reader of the standard would see it. */
export interface Back {
  readonly status: number;
  readonly type: ResponseType;
  readonly retryAfter: string | null;
  /** In ms: from now, or since 1970. */
  readonly until: { readonly wait: number } | { readonly date: number } | undefined;
  readonly body: string;
  /** The body never ends. */
  readonly drips: boolean;
}

export interface Row {
  revision: number;
  body: string;
  inserts: number;
}

export class Server {
  readonly rows = new Map<string, Row>();
  faults: readonly NetFault[] = [];
  share = 0;
  wait: Wait;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Which fault a request meets that leaves now. */
  fault(): NetFault | undefined {
    const [first, ...rest] = this.faults;
    return first && this.#random.chance(this.share) ? this.#random.pick([first, ...rest]) : undefined;
  }

  /** The reference endpoint's rule: one row an id, and never an older revision over a newer. Gives the status. */
  store({ id, revision, body }: Call): number {
    const row = this.rows.get(id);
    if (!row) {
      this.rows.set(id, { revision, body, inserts: 1 });
      return 201;
    }
    if (row.revision > revision) return 409;
    if (row.revision === revision) return row.body === body ? 200 : 422;
    Object.assign(row, { revision, body });
    return 200;
  }

  /** The request has arrived. Nothing: the connection is cut. */
  receive(call: Call, fault: NetFault | undefined): Back | 'hang' | undefined {
    const plain = { type: 'cors', retryAfter: null, until: undefined, body: '', drips: false } as const;
    const say = (status: number, more: Partial<Back> = {}): Back => ({ ...plain, status, ...more });
    switch (fault) {
      case undefined:
      case 'slow':
        return say(this.store(call));
      case 'cut-before':
      case 'offline':
        return;
      case 'cut-after':
        this.store(call);
        return;
      case 'hang-after':
        this.store(call);
        return 'hang';
      case 'hang-before':
        return 'hang';
      case '500-after':
        this.store(call);
        return say(500);
      case '500-before':
        return say(500);
      case '429':
      case '503':
        return say(Number(fault), this.#waiting());
      case '401':
      case '403':
        return say(Number(fault));
      case 'stale':
        return call.token?.fresh || !call.token ? say(this.store(call)) : say(401);
      case 'redirect':
        return say(0, { type: 'opaqueredirect' });
      case 'opaque-after':
        this.store(call);
        return say(0, { type: 'opaque' });
      case 'opaque-before':
        return say(0, { type: 'opaque' });
      case 'busy':
        return say(409, { body: '{"error":"still in progress"}' });
      case 'busy-header':
        return say(409, { retryAfter: '90', until: { wait: 90_000 } });
      case 'busy-hang':
        return say(409, { drips: true });
      case '204': {
        const status = this.store(call);
        return say(status < 300 ? 204 : status);
      }
      case 'bad-json':
        return say(this.store(call), { body: '<html>{"' });
    }
    return say(Number(fault));
  }

  #waiting(): Pick<Back, 'retryAfter' | 'until'> {
    const { wait } = this;
    if (!wait) return { retryAfter: null, until: undefined };
    if ('date' in wait) {
      const date = Math.floor(this.#clock.now / 1000 + wait.date) * 1000;
      return { retryAfter: new Date(date).toUTCString(), until: { date } };
    }
    const { seconds } = wait;
    return { retryAfter: seconds, until: /^\d+$/.test(seconds) ? { wait: Number(seconds) * 1000 } : undefined };
  }
}
