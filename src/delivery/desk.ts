/** What this page knows of its own answers without asking storage, and what it has said about answers. */
import type { News, OutboxOptions } from './letter.ts';
import { answerKey, type Done, newer, type Slip } from './slip.ts';

export interface Desk {
  /** The newest slip of each answer that was saved by this page, by key. */
  readonly mine: Map<string, Slip>;
  /** What this page has heard to be stored, by key: storage may have had no room for the tombstone. */
  readonly heard: Map<string, Done>;
  /** The last outcome that was told, by key. Without an entry the next one is told even if it is the same. */
  readonly told: Map<string, string>;
  /** Takes in a newer slip of an answer of this page. */
  learn(slip: Slip): void;
  /** Tells the page, once per revision and outcome. What became of an older revision is no news. */
  tell(
    slip: Pick<Slip, 'key' | 'revision'>,
    outcome: News['outcome'],
    kept: News['kept'],
    reason?: string,
    status?: number,
  ): void;
  /** Set by close() and forget(): from then on nothing is said and nothing sent. */
  stopped: boolean;
}

export function createDesk(news: OutboxOptions['news']): Desk {
  const mine = new Map<string, Slip>();
  const heard = new Map<string, Done>();
  const told = new Map<string, string>();
  const desk: Desk = {
    mine,
    heard,
    told,
    stopped: false,
    learn(slip) {
      const known = mine.get(slip.key);
      if (known && newer(slip, known)) mine.set(slip.key, slip);
    },
    tell({ key, revision }, outcome, kept, reason, status) {
      const said = revision + outcome;
      if (desk.stopped || told.get(key) === said || (mine.get(key)?.revision ?? 0) > revision) return;
      told.set(key, said);
      try {
        news({ id: key.slice(answerKey('').length), revision, outcome, kept, reason, status });
      } catch {}
    },
  };
  return desk;
}
