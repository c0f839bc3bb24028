/**
 * Outboxes with one deliberate fault each: a wrong policy, environment or `save`. The simulator must detect each of
 * them.
 */
import type { Environment } from '../../../src/outbox/environment.ts';
import type { Database } from '../../../src/outbox/indexed-db.ts';
import type { OutboundAnswer, Outbox } from '../../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../../src/outbox/outbox.ts';
import type { policies } from '../../../src/outbox/policies.ts';
import { type OutboxRecord, readRecord } from '../../../src/outbox/record.ts';
import { defaultPolicies, replacePolicies } from './replace-policies.ts';
import type { Create } from './tab.ts';

export interface Broken {
  readonly name: string;
  readonly create: Create;
  /** The fault shows only where the limit of 200 records is near. */
  readonly crowd?: boolean;
  /** The first seed. Default 1. For a fault that few schedules can show. */
  readonly from?: number;
}

const withPolicies =
  (changed: Partial<typeof policies>): Create =>
  (options) => {
    replacePolicies(changed);
    return createOutbox(options);
  };

const withEnvironment =
  (change: (env: Environment) => Partial<Environment>): Create =>
  (options) => {
    const env = options.env as Environment;
    return createOutbox({ ...options, env: { ...env, ...change(env) } });
  };

/** Calls this `save` in place of the outbox's own. */
const withSave =
  (
    save: (outbox: Outbox, env: Environment, ...args: Parameters<Outbox['save']>) => ReturnType<Outbox['save']>,
  ): Create =>
  (options) => {
    const outbox = createOutbox(options);
    return { ...outbox, save: (...args) => save(outbox, options.env as Environment, ...args) };
  };

/** Replaces `getItem` or `setItem` of the storage. */
const storageWith =
  (change: (area: Storage) => Partial<Storage>): ((env: Environment) => Pick<Environment, 'storage'>) =>
  (env) => ({
    storage: (kind) => {
      const area = env.storage(kind) as Storage;
      const changed = change(area);
      return new Proxy(area, {
        get: (_, name) => changed[name as 'getItem'] ?? (area[name as 'getItem'] as () => string | null).bind(area),
      });
    },
  });

const read = (text: string | null): OutboxRecord | undefined => {
  try {
    return readRecord(JSON.parse(text ?? ''));
  } catch {
    return;
  }
};
/** Deletes a record from both storages. */
async function erase(env: Environment, key: string): Promise<void> {
  try {
    env.storage('local').removeItem(`lojal:${key}`);
  } catch {}
  const database = await env.openDatabase();
  await database.change(key, () => undefined);
}

/** Replaces operations of the database. */
const withDatabase = (change: (database: Database) => Partial<Database>): Create =>
  withEnvironment((env) => ({
    async openDatabase() {
      const database = await env.openDatabase();
      return { ...database, ...change(database) };
    },
  }));

/** Hides some of the outbox's own records from all reads. */
const withoutRecords = (lost: (record: OutboxRecord) => boolean): Create => {
  const gone = (value: unknown) => {
    const record = readRecord(value);
    return !!record && lost(record);
  };
  return withEnvironment((env) => ({
    ...storageWith((area) => ({
      getItem(key) {
        const text = area.getItem(key);
        const record = read(text);
        return record && lost(record) ? null : text;
      },
    }))(env),
    async openDatabase() {
      const database = await env.openDatabase();
      return {
        ...database,
        all: async () => (await database.all()).filter((it) => !gone(it)),
        change: (key, edit) =>
          database.change(key, (stored) => {
            const seen = gone(stored) ? undefined : stored;
            const next = edit(seen);
            return next === seen ? stored : next;
          }),
      };
    },
  }));
};

const withoutEvent = (missing: string): Create =>
  withEnvironment((env) => ({ on: (type, run) => (type === missing ? () => {} : env.on(type, run)) }));

/** A character that is not printable ASCII. */
const STRANGE = /[^ -~\t-\r]/;
const narrow = (text: string) => [...text].map((it) => String.fromCharCode((it.codePointAt(0) ?? 0) & 0xff)).join('');
const narrowed = (next: unknown, stored: unknown): unknown =>
  next === stored || !next ? next : { ...next, body: narrow(String((next as { body?: string }).body)) };

const { classifyResponse, isNewer, mayClaim, tellsMore, tombstone } = defaultPolicies;

export const broken: readonly Broken[] = [
  {
    name: 'removes before it sends',
    create: withEnvironment((env) => ({
      async fetch(url, init) {
        const { id } = JSON.parse(String(init.body)) as OutboundAnswer;
        await erase(env, `answer:${id}`).catch(() => {});
        return env.fetch(url, init);
      },
    })),
  },
  {
    name: 'leaves no tombstone',
    create: withPolicies({
      tombstone: (record, now, state) => (state === 'sent' ? undefined : tombstone(record, now, state)),
    }),
  },
  {
    name: 'takes a tombstone for older than what it buries',
    create: withPolicies({
      isNewer: (a, b) =>
        a && b && a.revision === b.revision && (a.kind === 'tombstone') !== (b.kind === 'tombstone')
          ? b.kind === 'tombstone'
          : isNewer(a, b),
    }),
  },
  {
    name: 'takes 429 for final',
    create: withPolicies({
      classifyResponse: (status, ...rest) => (status === 429 ? 'never' : classifyResponse(status, ...rest)),
    }),
  },
  {
    name: 'takes a resolved 500 for success',
    create: withPolicies({
      classifyResponse: (status, ...rest) => (status >= 500 ? 'done' : classifyResponse(status, ...rest)),
    }),
  },
  {
    name: 'takes an opaque response for success',
    create: withPolicies({
      classifyResponse: (status, type, ...rest) =>
        type === 'opaque' ? 'done' : classifyResponse(status, type, ...rest),
    }),
  },
  {
    name: 'takes any 2xx for success',
    create: withPolicies({
      classifyResponse: (status, ...rest) =>
        status >= 200 && status < 300 ? 'done' : classifyResponse(status, ...rest),
    }),
  },
  {
    name: 'takes any 409 for success',
    create: withPolicies({
      classifyResponse: (status, type, statement, confirms) =>
        status === 409 && statement !== 'in-progress' ? 'done' : classifyResponse(status, type, statement, confirms),
    }),
  },
  {
    name: 'takes a page for success',
    create: withPolicies({
      classifyResponse: (status, type, statement, confirms) =>
        classifyResponse(status, type, statement === 'foreign' ? 'unclear' : statement, confirms),
    }),
  },
  {
    name: 'takes a redirected response for success',
    create: withEnvironment((env) => ({
      async fetch(url, init) {
        const response = await env.fetch(url, init);
        return { ...response, redirected: false };
      },
    })),
  },
  {
    name: 'takes a response without a confirmation for success where the server confirms',
    create: withPolicies({
      classifyResponse: (status, type, statement) => classifyResponse(status, type, statement, false),
    }),
  },
  {
    name: 'does not learn that the server confirms',
    create: withoutRecords(({ kind }) => kind === 'server'),
  },
  {
    name: 'answers before the database has committed',
    create: withDatabase((database) => ({
      change: (key, edit) =>
        new Promise((resolve, reject) => {
          const early = (stored: unknown) => {
            const next = edit(stored);
            resolve(next);
            return next;
          };
          database.change(key, early).catch(reject);
        }),
    })),
  },
  {
    name: 'drops what it puts into the database',
    create: withDatabase((database) => ({
      async change(key, edit) {
        let next: unknown;
        await database.change(key, (stored) => {
          next = edit(stored);
          return next ? stored : next;
        });
        return next;
      },
    })),
  },
  {
    name: 'cannot read a body back that is not ASCII',
    create: withoutRecords((record) => record.kind === 'answer' && STRANGE.test(record.body)),
  },
  {
    name: 'cannot read a customer back whose id is not ASCII',
    create: withoutRecords((record) => record.kind === 'answer' && STRANGE.test(record.customer ?? '')),
  },
  {
    name: 'writes the low bytes of each character into the database',
    create: withDatabase((database) => ({
      change: (key, edit) => database.change(key, (stored) => narrowed(edit(stored), stored)),
    })),
  },
  { name: 'counts sizes in UTF-16 units', create: withPolicies({ bytes: (text) => text.length }) },
  {
    name: 'sets no timer for the next try',
    // These four are time limits. Any other time belongs to the queue.
    create: withEnvironment((env) => ({
      setTimeout: (run, ms) => ([250, 1000, 3000, 10_000].includes(ms) ? env.setTimeout(run, ms) : 0),
    })),
  },
  { name: 'does not hear that the browser is online', create: withoutEvent('online') },
  { name: 'does not hear that the page is back from the cache', create: withoutEvent('pageshow') },
  {
    name: "ignores another tab's claim",
    create: withPolicies({ mayClaim: (record, _waiting, leaving) => mayClaim(record, false, leaving) }),
  },
  {
    name: 'ignores Retry-After',
    create: withEnvironment((env) => ({
      fetch: async (url, init) => ({ ...(await env.fetch(url, init)), headers: new Headers() }),
    })),
  },
  {
    name: 'says "saved" before the write ends',
    create: withSave((outbox, _, ...args) => {
      void outbox.save(...args);
      return Promise.resolve('durable');
    }),
  },
  {
    name: 'says "saved" of what is in memory only',
    create: withSave(async (outbox, _, ...args) =>
      (await outbox.save(...args)) === 'refused' ? 'refused' : 'durable',
    ),
  },
  {
    name: 'writes web storage only after the first try',
    create: withEnvironment(
      storageWith((area) => ({
        setItem(key, text) {
          const record = read(text);
          if (record?.kind !== 'answer' || record.attempts) area.setItem(key, text);
        },
      })),
    ),
  },
  {
    name: 'sends whoever is signed in',
    create: (options) => createOutbox({ ...options, signedIn: () => true }),
  },
  {
    name: 'sends anonymous answers under a token',
    create: (options) => {
      const env = options.env as Environment;
      const fetch: Environment['fetch'] = async (url, init) => {
        const token = await options.token?.('anybody', false).catch(() => undefined);
        const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(init.headers as object) };
        return env.fetch(url, { ...init, headers });
      };
      return createOutbox({ ...options, env: { ...env, fetch } });
    },
  },
  {
    name: 'sends to the endpoint that the page has now',
    create: (options) => {
      let endpoint: string | undefined;
      const fetch: Environment['fetch'] = (url, init) => (options.env as Environment).fetch(endpoint ?? url, init);
      const outbox = withEnvironment(() => ({ fetch }))(options);
      return {
        ...outbox,
        save(answer, more) {
          endpoint = answer.endpoint;
          return outbox.save(answer, more);
        },
      };
    },
  },
  { name: 'puts another body under a revision that has left', create: withPolicies({ hasLeft: () => false }) },
  {
    name: 'evicts the oldest when it is full',
    crowd: true,
    create: withSave(async (outbox, env, ...args) => {
      const answers = Object.keys(env.storage('local')).filter((key) => key.startsWith('lojal:answer:'));
      if (answers.length >= 200) await erase(env, answers[0]?.replace('lojal:', '') ?? '').catch(() => {});
      return outbox.save(...args);
    }),
  },
  {
    name: 'says "sent" before the response',
    create: (options) => {
      const env = options.env as Environment;
      const fetch: Environment['fetch'] = (url, init) => {
        const { id, data } = JSON.parse(String(init.body)) as { id: string; data: { revision: number } };
        options.news({ id, revision: data.revision, outcome: 'sent', kept: 'durable' });
        return env.fetch(url, init);
      };
      return createOutbox({ ...options, env: { ...env, fetch } });
    },
  },
  {
    name: 'keeps drafts in the page only',
    create: withSave((outbox, _, answer, more) =>
      more?.hold ? Promise.resolve('durable') : outbox.save(answer, more),
    ),
  },
  {
    name: 'parks what meets a 5xx',
    create: withPolicies({
      classifyResponse: (status, ...rest) => (status >= 500 ? 'never' : classifyResponse(status, ...rest)),
    }),
  },
  {
    name: 'trusts a clock that was ahead, and waits',
    create: withPolicies({
      isWaiting: (record, now) => defaultPolicies.isWaiting(record, Math.max(now, record?.at ?? 0)),
      // A record from the future is not dropped either.
      isExpired: (record, now) => defaultPolicies.isExpired(record, Math.max(now, record.at)),
    }),
  },
  {
    name: 'sends on leaving what was taken back',
    from: 21,
    // The page goes on with the record from before.
    create: withPolicies({
      tellsMore: (a, b, now) => !(a.kind === 'tombstone' && a.state === 'discarded') && tellsMore(a, b, now),
    }),
  },
  {
    name: 'overwrites what is not its own',
    create: withEnvironment((env) => ({
      ...storageWith((area) => ({
        getItem(key) {
          const text = area.getItem(key);
          return read(text) ? text : null;
        },
      }))(env),
      async openDatabase() {
        const database = await env.openDatabase();
        return { ...database, change: (key, edit) => database.change(key, (stored) => edit(readRecord(stored))) };
      },
    })),
  },
  {
    name: 'sends a draft while the customer writes',
    create: withSave((outbox, _, answer) => outbox.save(answer)),
  },
  { name: 'tries again without a pause', create: withPolicies({ backoff: () => 0 }) },
];
