import { report } from '../diagnostics/report.ts';
import { type Answer, AnswerEvent, OutcomeEvent } from '../elements/shared/events.ts';
import { toJson } from '../json.ts';
import type { Durability, News, OutboundAnswer, Outbox } from '../outbox/outbound-answer.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { revisionAmongTabs } from './answer-ids.ts';
import { answerOf, cloudEvent } from './cloud-event.ts';
import { fitAnswer } from './fit-answer.ts';

/** The address and the customer of a program's answers. */
export interface Address {
  /** Absolute; `resolveUrl` has accepted it. */
  readonly endpoint: string;
  /** `text/plain` for an endpoint that cannot answer a preflight request. Any other value means the type of a CloudEvent. */
  readonly contentType: string | undefined;
  readonly customer: string | undefined;
  /** The endpoint is a Lojal server (`data-server`): only a confirmation of the id and the revision counts as stored. */
  readonly confirms: boolean;
}

/** The settings of delivery, from the first program of the page. */
export interface Terms {
  /** `session` or `none`; anything else is `local`. */
  readonly storage: string | undefined;
  readonly signedIn: (customer: string) => boolean;
  readonly token: (customer: string, fresh: boolean) => Promise<string | undefined>;
  /** Receives the events of answers whose element is not on the page, as those that an earlier page left. */
  readonly orphans: Node;
}

/** Passes answers to the outbox, and dispatches its outcomes as events on the elements that asked. */
export class Post {
  readonly #outbox: Outbox;
  readonly #orphans: Node;
  /**
   * By id: the element that asked, and the last answer. The same answer again is a retry, another one is a revision.
   * The outbox does not keep this, because it knows no elements.
   */
  readonly #asked = new Map<
    string,
    { from: WeakRef<Node>; to: string; said: string; answer: Answer; hold: boolean; name: string | undefined }
  >();

  constructor({ orphans, storage, ...terms }: Terms) {
    this.#orphans = orphans;
    this.#outbox = createOutbox({
      ...terms,
      storage: storage === 'session' || storage === 'none' ? storage : 'local',
      news: (news) => this.#tell(news),
      release: (draft) => this.#release(draft),
      gone: (endpoint, status) => report('lojal', 'lojal/endpoint-gone', endpoint, status),
    });
  }

  /** Saves an answer. Sends the answer unless `hold` keeps it as a draft. */
  async put(given: Answer, asker: HTMLElement, to: Address, hold: boolean): Promise<void> {
    const { id } = given;
    const answer = {
      ...given,
      data: fitAnswer(given.data, (...finding) => report(asker.localName, 'lojal/attribute-too-long', ...finding)),
    };
    const asked = {
      from: new WeakRef<Node>(asker),
      to: to.endpoint,
      said: `${hold}${toJson(answer.data)}`,
      answer,
      hold,
      name: (asker as { readonly questionName?: string }).questionName,
    };
    const again = this.#asked.get(id)?.said === asked.said;
    this.#asked.set(id, asked);
    if (again) return this.#outbox.retry(id);
    let kept = await this.#save(answer, to, hold);
    // A later answer saves itself, and must not be replaced by this one.
    const latest = () => kept === 'refused' && this.#asked.get(id)?.said === asked.said;
    // A draft may have been sent meanwhile, by another tab or by the page before: then this answer is a revision of it.
    if (latest()) kept = await this.#save(answer, to, hold);
    if (!latest()) return;
    // The answer is stored nowhere: the next try saves it anew, and reports the outcome again.
    (this.#asked.get(id) ?? asked).said = '';
    this.#outbox.retry(id);
  }

  #save(answer: Answer, { endpoint, contentType, customer, confirms }: Address, hold: boolean): Promise<Durability> {
    const revision = revisionAmongTabs(answer.id, this.#outbox.revise(answer.id));
    const body = cloudEvent(answer, {
      source: location.origin,
      subject: customer,
      time: new Date().toISOString(),
      revision,
    });
    const type = contentType === 'text/plain' ? contentType : 'application/cloudevents+json';
    return this.#outbox.save(
      { id: answer.id, revision, body, endpoint, type, ...(customer && { customer }), ...(confirms && { confirms }) },
      { hold },
    );
  }

  async discard(id: string): Promise<void> {
    this.#asked.delete(id);
    await this.#outbox.discard(id);
  }

  /** Retries the waiting answers, for a customer who asks for it or who has just signed in. */
  retry(): void {
    this.#outbox.retry();
  }

  /** Removes what is stored, and ends this post. */
  forget(): Promise<void> {
    return this.#outbox.forget();
  }

  /**
   * Asks the page before an answer leaves that the customer has not sent.
   *
   * @returns whether the page lets it leave
   */
  #release({ id, body }: OutboundAnswer): boolean {
    const asked = this.#asked.get(id);
    const answer = asked?.answer ?? answerOf(body);
    const target = [asked?.from.deref(), this.#orphans].find((node) => node?.isConnected) ?? document;
    return target.dispatchEvent(new AnswerEvent(answer, asked?.name));
  }

  #tell({ id, outcome, ...details }: News): void {
    const asked = this.#asked.get(id);
    // The customer is still answering: a draft that could not be saved is no reason for an error.
    if (asked?.hold && outcome === 'failed') return;
    // The request got no response: the network failed, or the browser blocks the endpoint.
    if (asked && details.reason === 'retry' && !details.status)
      import('../diagnostics/failed-request.ts')
        .then(({ explainUnsent }) => explainUnsent(asked.to))
        .then((finding) => finding && report('lojal', ...finding))
        .catch(() => {});
    if (asked && details.status === 401) report('lojal', 'lojal/endpoint-unauthorized', asked.to);
    const from = asked?.from.deref();
    // An element that was removed may come back. Nobody on the page receives its events, so the program gets them, too.
    for (const target of from?.isConnected ? [from] : [from, this.#orphans])
      target?.dispatchEvent(new OutcomeEvent(outcome, id, { ...details, answer: asked?.answer }));
  }
}
