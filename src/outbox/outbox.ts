/**
 * Delivers answers: each is saved, then sent, and deleted last. The outbox delivers at least once, the server stores
 * each id once, and together that is exactly once.
 */
import type { Context } from './context.ts';
import { browserEnvironment } from './environment.ts';
import { refusal } from './limits.ts';
import type { Durability, OutboundAnswer, Outbox, OutboxOptions } from './outbound-answer.ts';
import { createPageState } from './page-state.ts';
import { policies } from './policies.ts';
import { createQueue } from './queue.ts';
import { answerKey, nextRevision } from './record.ts';
import { createRepository } from './repository.ts';
import { createRecord, retry } from './transitions.ts';

const LEFT = 'this revision has left already';

export function createOutbox(options: OutboxOptions): Outbox {
  const env = options.env ?? browserEnvironment;
  const page = createPageState(env);
  const repository = createRepository(env, options.storage, page);
  const context: Context = {
    env,
    options,
    page,
    repository,
    stopped: false,
    isSignedIn({ customer }) {
      try {
        return customer === undefined || !!options.signedIn?.(customer);
      } catch {
        return false;
      }
    },
    mayLeave(draft) {
      try {
        if (options.release?.(draft) !== false) return true;
      } catch {
        return true;
      }
      void discard(draft.id);
      return false;
    },
    report({ key, revision }, outcome, kept, reason, status) {
      const known = page.entry(key);
      const said = revision + outcome;
      if (context.stopped || known.reported === said || (known.own && (known.seen?.revision ?? 0) > revision)) return;
      known.reported = said;
      try {
        options.news({ id: key.slice(answerKey('').length), revision, outcome, kept, reason, status });
      } catch {}
    },
  };
  const queue = createQueue(context);

  async function discard(id: string) {
    const key = answerKey(id);
    const known = page.entry(key);
    const most = known.seen?.revision ?? 0;
    // Remembered, so that a later save under this id carries another revision.
    if (known.seen?.kind === 'answer') page.remember(policies.tombstone(known.seen, env.now(), 'discarded'));
    known.latest = undefined;
    await repository.change(key, (found) =>
      // Not what has been saved since.
      found?.kind === 'answer' && (!known.latest || found.revision <= most)
        ? policies.tombstone(found, env.now(), 'discarded')
        : found,
    );
  }

  async function save(answer: OutboundAnswer, hold?: boolean): Promise<Durability> {
    const key = answerKey(answer.id);
    const { revision, body } = answer;
    let reason = refusal(key, body, repository.nearby().values());
    const refuse = (): Durability => {
      context.report({ key, revision }, 'failed', 'refused', reason);
      return 'refused';
    };
    if (context.stopped || reason) return refuse();
    const known = page.entry(key);
    const { seen } = known;
    known.latest = answer;
    known.own = true;
    const kept = await repository.change(key, (found, certain) => {
      reason = '';
      if (known.latest !== answer) return found;
      // This page may know more than web storage that could not be written, or cannot be read.
      const old = policies.isNewer(seen, found) && (found || !certain || seen?.kind === 'tombstone') ? seen : found;
      const draft = old?.kind === 'answer' ? old : undefined;
      const left = old && old.revision >= revision && (old.revision > revision || policies.hasLeft(old));
      // A body that may have left stays as it is. The same body again is a double click.
      if (left && (draft?.revision !== revision || draft.body !== body)) reason = LEFT;
      // Another tab has sent the answer, long ago or unnoticed: the copy that this page stored is gone.
      if (!old && certain && seen?.kind === 'answer' && seen.revision === revision) {
        // A guess: any stored record is newer.
        known.seen = { ...seen, edit: 0, attempts: 1 };
        reason = LEFT;
        return;
      }
      const record = left
        ? old
        : createRecord(
            answer,
            hold,
            // More than this page has seen, because web storage alone may know less than the database.
            Math.max(old?.edit ?? 0, seen?.edit ?? 0) + 1,
            draft?.created,
            env.now(),
          );
      return record;
    });
    if (reason) return refuse();
    // A later save has replaced this body, which is stored nowhere now.
    if ((known.latest?.body ?? body) !== body) return 'memory';
    // The customer hid the page before this file had loaded, and no other event may come.
    if (hold && env.hidden()) queue.leave();
    // Also for a draft: the queue sets the timer that releases it.
    queue.start();
    return kept;
  }

  const wake = () => queue.start();
  const listeners = [
    env.on('pagehide', queue.leave),
    env.on('visibilitychange', () => (env.hidden() ? queue.leave() : wake())),
    env.on('pageshow', wake),
    env.on('online', () => queue.start(true)),
  ];
  function stop() {
    queue.stop();
    for (const remove of listeners) remove();
  }
  wake();

  return {
    save: (answer, { hold } = {}) => save(answer, hold),
    revise: (id) => nextRevision(page.entry(answerKey(id)).seen, policies.hasLeft),
    discard,
    retry(id) {
      const known = id === undefined ? page.entries() : [page.entry(answerKey(id))];
      for (const entry of known) if (entry.own || id !== undefined) entry.reported = undefined;
      if (id === undefined) return queue.start(true);
      const ready = repository.change(answerKey(id), (found) =>
        found?.kind === 'answer' ? retry(found, env.now()) : found,
      );
      void ready.then(() => queue.start(true));
    },
    leave: queue.leave,
    wake,
    async forget() {
      stop();
      await repository.clear();
    },
    close() {
      stop();
      repository.close();
    },
  };
}
