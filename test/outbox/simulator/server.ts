/** The network and the endpoints. A request has the faults that are set when it is sent. */
import type { Clock } from './clock.ts';
import type { Random } from './random.ts';
import type { NetFault, Wait } from './schedule.ts';

/** The events of a schedule use the first two. The third is for the last answer of a run. */
export const ENDPOINTS = [
  'https://shop.example/apps/lojal/answers',
  'https://new.example/answers',
  'https://probe.example/answers',
] as const;

/** The longest body that the reference endpoint accepts, in bytes. */
export const LIMIT = 16 * 1024;

/** A request of the outbox. */
export interface Call {
  readonly url: string;
  readonly id: string;
  readonly revision: number;
  readonly body: string;
  /** The customer of the token, and whether the token is fresh. */
  readonly token: { readonly customer: string; readonly fresh: boolean } | undefined;
}

/** A response. `until`: the end of `Retry-After` according to the standard. */
export interface Back {
  readonly status: number;
  readonly type: ResponseType;
  readonly retryAfter: string | null;
  /** In ms from now, or in ms since 1970. */
  readonly until: { readonly wait: number } | { readonly date: number } | undefined;
  readonly body: string;
  /** The body never ends, or is cut off. */
  readonly ends: 'never' | 'early' | undefined;
  readonly contentType: string;
  readonly redirected: boolean;
  /** Whether the response is a clear confirmation of the endpoint, so that the outbox must accept it. */
  readonly clear: boolean;
}

export interface Row {
  revision: number;
  body: string;
  inserts: number;
}

const PLAIN: Omit<Back, 'status'> = {
  type: 'cors',
  retryAfter: null,
  until: undefined,
  body: '',
  ends: undefined,
  contentType: '',
  redirected: false,
  clear: false,
};
const PAGE = '<!doctype html><title>Welcome to our free network</title>';

/** A response that does not come from the endpoint. */
function foreign({ id, revision }: Call, fault: NetFault, knows: boolean): Back | undefined {
  const html = { body: PAGE, contentType: 'text/html; charset=utf-8' };
  const json = (value: object): Back =>
    knows
      ? { ...PLAIN, status: 200, body: JSON.stringify(value), contentType: 'application/json' }
      : { ...PLAIN, status: 200, ...html };
  switch (fault) {
    case 'portal':
      return { ...PLAIN, status: 200, ...html };
    case 'portal-203':
      // A page without a content type, after a line break.
      return { ...PLAIN, status: 203, body: `\n${PAGE}` };
    case 'cached-page':
      return { ...PLAIN, status: 200, type: 'basic', ...html };
    case 'portal-409':
      return { ...PLAIN, status: 409, ...html };
    case 'redirected':
      return { ...PLAIN, status: 200, redirected: true, body: '{"ok":true}', contentType: 'application/json' };
    case '304':
      return { ...PLAIN, status: 304 };
    case 'proxy-empty':
      return { ...json({}), ...(knows && { body: '' }) };
    case 'proxy-204':
      return { ...json({}), ...(knows && { body: '', status: 204 }) };
    case 'other-json':
      return json({ id, items: [], ok: true });
    // These look like the confirmation of a Lojal server, but of another answer.
    case 'other-answer':
      return {
        ...json({}),
        contentType: 'application/json',
        body: JSON.stringify({ id: `${id}x`, revision, stored: true }),
      };
    case 'other-revision':
      return { ...json({}), contentType: '', body: JSON.stringify({ id, revision: revision - 1, stored: true }) };
    case 'not-stored':
      return { ...json({}), contentType: '', body: JSON.stringify({ id, revision, stored: false }) };
  }
  return;
}

export class Server {
  readonly rows = new Map<string, Row>();
  faults: readonly NetFault[] = [];
  share = 0;
  wait: Wait;
  /** The faults of requests to the third endpoint. */
  probe: readonly NetFault[] = [];
  /** Whether the second endpoint is not a Lojal server. */
  plain = false;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The fault of a request that is sent now. */
  fault(url: string): NetFault | undefined {
    const last = url === ENDPOINTS[2];
    const [first, ...rest] = last ? this.probe : this.faults;
    return first && (last || this.#random.chance(this.share)) ? this.#random.pick([first, ...rest]) : undefined;
  }

  /**
   * Stores an answer like the reference endpoint: one row per id, never an older revision over a newer one. Returns
   * the status.
   */
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

  /**
   * The request has arrived. Returns the response, or nothing if the connection is cut.
   * @param knows whether the page can know that the endpoint is a Lojal server. Otherwise foreign JSON and an empty
   * response look like a response of the endpoint, so an HTML page is returned instead.
   */
  receive(call: Call, fault: NetFault | undefined, knows: boolean): Back | 'hang' | undefined {
    const say = (status: number, more: Partial<Back> = {}): Back => ({ ...PLAIN, status, ...more });
    const names = !(this.plain && call.url === ENDPOINTS[1]);
    /** The endpoint's own response. */
    const own = (more: Partial<Back> = {}): Back => {
      if (Buffer.byteLength(call.body) > LIMIT) return say(413);
      const status = this.store(call);
      const { id, revision } = call;
      const done = status < 300;
      const body = !names ? '{"ok":true}' : JSON.stringify(done ? { id, revision, stored: true } : { status });
      return say(status, { body, contentType: 'application/json', clear: done && (!names || !more.ends), ...more });
    };
    switch (fault) {
      case undefined:
      case 'slow':
        return own();
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
        return call.token?.fresh || !call.token ? own() : say(401);
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
        return say(409, { ends: 'never' });
      case '204': {
        const status = this.store(call);
        return say(status < 300 ? 204 : status, { clear: !names });
      }
      case 'bad-json':
        return own({ body: '{"id":"', clear: !names });
      case 'body-cut':
        return own({ ends: 'early' });
      case 'body-half':
        return own({ body: `{"id":"${call.id}","revision":`, clear: !names });
      case 'body-endless':
        return own({ ends: 'never' });
    }
    return foreign(call, fault, knows) ?? say(Number(fault));
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
