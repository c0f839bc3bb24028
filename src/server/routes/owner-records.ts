import { Hono } from 'hono';
import type { KeptAnswer } from '../db/quarantine.ts';
import type { Store } from '../db/store.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import type { AnsweredEvent } from '../validate.ts';
import { JSON_LINES, toJsonLine } from './json-lines.ts';

interface RecordOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly validate: (event: unknown) => AnsweredEvent;
}

/** The most entries in one response of the audit log. */
const AUDIT_LIMIT = 5_000;
/** Answers of the quarantine in memory at a time. */
const PAGE_SIZE = 200;

/** `/audit`, `/quarantine` and `/quarantine/replay`, for the owner. */
export function recordRoutes({ store, keys, validate }: RecordOptions): Hono<Env> {
  return new Hono<Env>()
    .get('/audit', async (c) => {
      keys.require(c, 'read');
      const since = c.req.query('since') ?? '0';
      if (!/^\d{1,18}$/.test(since)) throw new Problem(400, 'since must be the id of an earlier entry.');
      const entries = await store.auditPage(since, AUDIT_LIMIT);
      return new Response(entries.map(toJsonLine).join(''), { headers: JSON_LINES });
    })
    .all('/audit', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .get('/quarantine', async (c) => {
      const actor = keys.require(c, 'read');
      await store.audit({ actor, action: 'export', detail: { quarantine: true } });
      return new Response(linesOf(store), { headers: JSON_LINES });
    })
    .all('/quarantine', () => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    })
    .post('/quarantine/replay', async (c) => {
      const actor = keys.require(c, 'moderate');
      const counts = await replay(store, validate);
      await store.audit({ actor, action: 'replay', detail: counts });
      return Response.json(counts);
    })
    .all('/quarantine/replay', () => {
      throw new Problem(405, 'This route accepts POST.', { headers: { Allow: 'POST' } });
    });
}

async function* readQuarantine(store: Store): AsyncGenerator<KeptAnswer> {
  let after: KeptAnswer | undefined;
  for (;;) {
    const page = await store.quarantined(PAGE_SIZE, after);
    yield* page;
    after = page.at(-1);
    if (page.length < PAGE_SIZE) return;
  }
}

/** One line per answer: the posted JSON as text in `body`, because it may contain anything, and the faults. */
function linesOf(store: Store): ReadableStream<Uint8Array> {
  const answers = readQuarantine(store);
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await answers.next();
        if (done) return controller.close();
        const { digest: _, ...rest } = value;
        controller.enqueue(encoder.encode(toJsonLine(rest)));
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Stores the quarantined answers that this version can read.
 *
 * @returns how many left the quarantine, and how many remain
 */
async function replay(store: Store, validate: (event: unknown) => AnsweredEvent) {
  let replayed = 0;
  let left = 0;
  for await (const answer of readQuarantine(store)) {
    try {
      const event = validate(JSON.parse(answer.body));
      const outcome = await store.insert(event, answer.digest, answer.verified);
      if (outcome === 'other-answer' || outcome === 'other-bytes') left++;
      else {
        await store.release(answer);
        replayed++;
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      left++;
    }
  }
  return { replayed, left };
}
