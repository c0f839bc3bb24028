import type { Kept, News, Outbox } from '../delivery/letter.ts';
import { createOutbox } from '../delivery/outbox.ts';
import { type Answer, OutcomeEvent } from '../elements/events.ts';
import { envelope, json } from './envelope.ts';

/** Where answers of one program go, and from whom. */
export interface Address {
  /** Absolute, checked. */
  readonly endpoint: string;
  /** `text/plain` for an endpoint that cannot answer a preflight; anything else is a CloudEvent's own type. */
  readonly contentType: string | undefined;
  readonly customer: string | undefined;
}

/** How the page delivers: what its first program says. */
export interface Terms {
  /** `session` or `none`; anything else is `local`. */
  readonly storage: string | undefined;
  readonly signedIn: (customer: string) => boolean;
  readonly token: (customer: string, fresh: boolean) => Promise<string | undefined>;
  /** Hears that an endpoint gave no answer at all: the network's fault, or the page's own. */
  readonly unsent: (endpoint: string) => void;
  /** Hears of answers that an earlier page left. */
  readonly orphans: EventTarget;
}

/** Turns answers into letters for the outbox, and its news into events on the elements that asked. */
export class Post {
  readonly #outbox: Outbox;
  readonly #orphans: EventTarget;
  readonly #unsent: Terms['unsent'];
  /** Who asked, as long as it is there, and what was last said under an id: the same again is a retry, else a revision. */
  readonly #asked = new Map<string, { from: WeakRef<Node>; to: string; said: string; answer: Answer; hold: boolean }>();

  constructor({ orphans, unsent, storage, ...terms }: Terms) {
    this.#orphans = orphans;
    this.#unsent = unsent;
    this.#outbox = createOutbox({
      ...terms,
      storage: storage === 'session' || storage === 'none' ? storage : 'local',
      news: (news) => this.#tell(news),
    });
  }

  /** Saves an answer; sends it unless it is held back as a draft. */
  async put(answer: Answer, asker: Node, to: Address, hold: boolean): Promise<void> {
    const from = new WeakRef(asker);
    const said = `${hold}${json(answer.data)}`;
    const again = this.#asked.get(answer.id)?.said === said;
    this.#asked.set(answer.id, { from, to: to.endpoint, said, answer, hold });
    if (again) return this.#outbox.retry(answer.id);
    let kept = await this.#save(answer, to, hold);
    // What has been said since comes by itself, and must not be overtaken by this.
    const latest = () => kept === 'refused' && this.#asked.get(answer.id)?.said === said;
    // A frozen tab may find that its draft has left meanwhile: then this is a revision of it.
    if (latest() && !hold) kept = await this.#save(answer, to, hold);
    if (!latest()) return;
    // It is nowhere: the next try saves it anew, and hears of it again if that is refused too.
    this.#asked.set(answer.id, { from, to: to.endpoint, said: '', answer, hold });
    this.#outbox.retry(answer.id);
  }

  #save(answer: Answer, { endpoint, contentType, customer }: Address, hold: boolean): Promise<Kept> {
    const revision = this.#outbox.revise(answer.id);
    const body = envelope(answer, {
      source: location.origin,
      subject: customer,
      time: new Date().toISOString(),
      revision,
    });
    const type = contentType === 'text/plain' ? contentType : 'application/cloudevents+json';
    return this.#outbox.save(
      { id: answer.id, revision, body, endpoint, type, ...(customer && { customer }) },
      { hold },
    );
  }

  async discard(id: string): Promise<void> {
    this.#asked.delete(id);
    await this.#outbox.discard(id);
  }

  /** Tries again what waits: for a person who asks for it, or for a customer who has just signed in. */
  retry(): void {
    this.#outbox.retry();
  }

  /** Removes what is stored, and ends this post. */
  forget(): Promise<void> {
    return this.#outbox.forget();
  }

  #tell({ id, outcome, ...details }: News): void {
    const asked = this.#asked.get(id);
    // A draft that could not be kept is nothing to alarm a person with who is still answering.
    if (asked?.hold && outcome === 'failed') return;
    if (asked && details.reason === 'retry' && !details.status) this.#unsent(asked.to);
    const from = asked?.from.deref();
    // What has gone from the page, perhaps to come back, is heard by nobody there.
    for (const target of from?.isConnected ? [from] : [from, this.#orphans])
      target?.dispatchEvent(new OutcomeEvent(outcome, id, { ...details, answer: asked?.answer }));
  }
}
