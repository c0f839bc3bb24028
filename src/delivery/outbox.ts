/**
 * The way out of the browser: an answer is saved, then sent, and removed last. At least once from here, and once at the
 * server by the id that the page has minted: together exactly once.
 */
import { CLAIM } from './deliver.ts';
import { createDesk } from './desk.ts';
import { createDrain } from './drain.ts';
import { browserEnvironment } from './environment.ts';
import type { Kept, Letter, Outbox, OutboxOptions } from './letter.ts';
import { bytes } from './send.ts';
import { answerKey, bury, newer, type Slip, stamp } from './slip.ts';
import { createStore } from './store.ts';

/** A draft waits this long after its last edit; another tab must not send it from under the person's fingers. In ms. */
const HOLD = 30 * 60_000;
/** In bytes. What the endpoint takes at most, and what a shop's page may keep. Nothing is evicted for something newer. */
const LETTER = 16 * 1024;
const ROOM = 1024 * 1024;
const COUNT = 200;
const LEFT = 'this revision has left already';

/** The revision after this one; the same while its bytes may still be replaced. */
function next(slip: Slip | undefined): number {
  return slip ? slip.revision + +(slip.kind !== 'answer' || slip.attempts > 0) : 1;
}

export function createOutbox(options: OutboxOptions): Outbox {
  const env = options.env ?? browserEnvironment;
  const store = createStore(env, options.storage);
  const desk = createDesk(options.news);
  const drain = createDrain(env, store, desk, options);
  /**
   * The person's last word on each answer; nothing where it was taken back. Transactions that had to be repeated on a new
   * connection may come out of order: what has been overtaken writes nothing.
   */
  const last = new Map<string, Letter | undefined>();

  function fits(key: string, size: number): boolean {
    let room = ROOM - size;
    let count = COUNT - 1;
    for (const slip of store.glance().values()) {
      if (slip.kind !== 'answer' || slip.key === key) continue;
      room -= bytes(slip.body);
      count--;
    }
    return room >= 0 && count >= 0;
  }

  async function save(letter: Letter, hold?: boolean): Promise<Kept> {
    const key = answerKey(letter.id);
    const { revision, body } = letter;
    const size = bytes(body);
    let reason = size > LETTER ? 'longer than 16 KiB' : !fits(key, size) ? 'full' : '';
    const refuse = (): Kept => {
      desk.tell({ key, revision }, 'failed', 'refused', reason);
      return 'refused';
    };
    if (desk.stopped || reason) return refuse();
    last.set(key, letter);
    const known = desk.mine.get(key);
    const kept = await store.change(key, (found, sure) => {
      reason = '';
      if (last.get(key) !== letter) return found;
      // This page may know more than keys that could not be written.
      const old = newer(known, found) && (found || known?.kind === 'done') ? known : found;
      const now = env.now();
      const draft = old?.kind === 'answer' ? old : undefined;
      const left = old && old.revision >= revision && !(draft?.revision === revision && !draft.attempts);
      // Bytes that may have left stay as they are. The same ones again are a double click.
      if (left && (draft?.revision !== revision || draft.body !== body)) reason = LEFT;
      // Another tab has sent it, long ago or out of our sight: what we have kept is there no more.
      if (!old && sure && known?.revision === revision) {
        // What any storage knows of it is newer than this guess.
        desk.mine.set(key, { ...known, edit: 0, attempts: 1 } as Slip);
        reason = LEFT;
        return;
      }
      const slip: Slip = left
        ? old
        : {
            ...letter,
            v: 1,
            kind: 'answer',
            key,
            // More than this page has seen: the journal alone may know less than the database.
            edit: Math.max(old?.edit ?? 0, known?.edit ?? 0) + 1,
            at: now,
            nextAt: hold ? now + HOLD : 0,
            created: draft?.created ?? now,
            attempts: 0,
          };
      // A slow database runs this long after a try: what has left is not untried again.
      const mine = desk.mine.get(key);
      if (!mine?.edit || next(mine) <= next(slip)) desk.mine.set(key, slip);
      return slip;
    });
    if (reason) return refuse();
    // Overtaken: these words are nowhere, the newer ones are.
    if ((last.get(key)?.body ?? body) !== body) return 'memory';
    // A held one too: it sets the timer that releases it.
    drain.start();
    return kept;
  }

  const wake = () => drain.start();
  const offs = [
    env.on('pagehide', drain.leave),
    env.on('visibilitychange', () => (env.hidden() ? drain.leave() : wake())),
    env.on('pageshow', wake),
    env.on('online', () => drain.start(true)),
  ];
  function stop() {
    drain.stop();
    for (const off of offs) off();
  }
  wake();

  return {
    save: (letter, { hold } = {}) => save(letter, hold),
    revise: (id) => next(desk.mine.get(answerKey(id))),
    async discard(id) {
      const key = answerKey(id);
      const mine = desk.mine.get(key);
      const most = mine?.revision ?? 0;
      // Remembered, so that what is written under this id later carries another revision.
      if (mine?.kind === 'answer') desk.mine.set(key, bury(mine, env.now(), false));
      last.set(key, undefined);
      // Not what has been written since.
      const meant = (old: Slip | undefined) => old?.kind === 'answer' && (!last.get(key) || old.revision <= most);
      await store.change(key, (old) => (old && meant(old) ? bury(old, env.now(), false) : old));
    },
    retry(id) {
      for (const key of id === undefined ? desk.mine.keys() : [answerKey(id)]) desk.told.delete(key);
      if (id === undefined) return drain.start(true);
      // The person's wish also takes a parked one out, and cuts the day between two tries short. A draft stays one, and
      // who is sending it now may end.
      const ready = store.change(answerKey(id), (old) => {
        const now = env.now();
        return old?.kind === 'answer' && old.attempts && (old.parked || old.nextAt - now > CLAIM)
          ? stamp(old, now, { nextAt: 0, parked: false })
          : old;
      });
      void ready.then(() => drain.start(true));
    },
    leave: drain.leave,
    wake,
    async forget() {
      stop();
      desk.mine.clear();
      await store.clear();
    },
    close() {
      stop();
      store.close();
    },
  };
}
