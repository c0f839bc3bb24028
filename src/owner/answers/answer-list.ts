import type { Answer, AnswerChange, AnswerPage } from '../api/answer-types.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import { RequestFault } from '../api/request-fault.ts';
import { AnswerEdits, type EditFailure } from './answer-edits.ts';
import { AnswerLookup } from './answer-lookup.ts';

/** Answers a request. The server gives at most 200. */
const PAGE = 100;

/** The answers of one selection, page by page, with the changes that are under way. */
export class AnswerList {
  /** `loading` for the first page, `more` for a further one. */
  state: 'loading' | 'loaded' | 'more' | 'failed' = 'loading';
  error: unknown;
  /** How many answers the selection has, as far as the server says it. */
  total: number | undefined;
  /** Answers of links that are on none of the loaded pages. */
  readonly others: AnswerLookup;
  readonly #client: OwnerClient;
  readonly #changed: () => void;
  readonly #edits: AnswerEdits;
  #ids: string[] = [];
  #answers = new Map<string, Answer>();
  #next: string | null = null;
  #selection: string | undefined;
  #request = new AbortController();

  /** @param changed called after every change of what the list shows */
  constructor(client: OwnerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
    this.#edits = new AnswerEdits(client, changed);
    this.others = new AnswerLookup(client, changed);
  }

  get count(): number {
    return this.#ids.length;
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  at(index: number): Answer | undefined {
    return this.get(this.#ids[index] ?? '');
  }

  /** An answer with the changes of the owner that the server has not confirmed yet. */
  get(id: string): Answer | undefined {
    const answer = this.#stored(id);
    return answer && this.#edits.shown(answer);
  }

  #stored(id: string): Answer | undefined {
    return this.#answers.get(id) ?? this.others.get(id);
  }

  indexOf(id: string): number {
    return this.#ids.indexOf(id);
  }

  /** Why the last change of an answer failed. */
  failure(id: string): EditFailure | undefined {
    return this.#edits.failures.get(id);
  }

  isSaving(id: string): boolean {
    return this.#edits.isSaving(id);
  }

  /** Loads the first page of a selection, unless it is the one that is shown. */
  async open(selection: URLSearchParams, { again = false } = {}): Promise<void> {
    const text = selection.toString();
    if (text === this.#selection && !again) return;
    this.#request.abort();
    this.#request = new AbortController();
    this.#selection = text;
    this.#ids = [];
    this.#answers = new Map();
    this.others.clear();
    this.#next = null;
    this.total = undefined;
    this.state = 'loading';
    await this.#load();
  }

  /** Loads the next page, if there is one and none is being loaded. */
  async more(): Promise<void> {
    if (this.state === 'loading' || this.state === 'more' || this.#next === null) return;
    this.state = 'more';
    await this.#load();
  }

  /** Sends the request that failed again. */
  async again(): Promise<void> {
    if (this.state !== 'failed') return;
    this.state = this.#ids.length > 0 ? 'more' : 'loading';
    await this.#load();
  }

  close(): void {
    this.#request.abort();
    this.others.clear();
  }

  async #load(): Promise<void> {
    const { signal } = this.#request;
    const query = new URLSearchParams(this.#selection);
    query.set('limit', String(PAGE));
    if (this.#next !== null) query.set('before', this.#next);
    this.#changed();
    try {
      const page = await this.#client.json<AnswerPage>(`owner/answers?${query}`, { signal });
      if (signal.aborted) return;
      for (const answer of page.answers) {
        // An answer that was edited meanwhile comes again.
        if (!this.#answers.has(answer.id)) this.#ids.push(answer.id);
        this.#answers.set(answer.id, answer);
      }
      this.#next = page.next;
      this.total = page.total ?? this.total;
      this.state = 'loaded';
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
    this.#changed();
  }

  /**
   * Shows a change at once, and sends it. A change that fails is undone.
   *
   * @returns whether the server has accepted the change
   */
  async change(id: string, change: AnswerChange): Promise<boolean> {
    const answer = this.#stored(id);
    if (!answer) return false;
    const isDone = await this.#edits.send(
      id,
      change,
      () => this.#stored(id) ?? answer,
      (fresh) => this.#put(fresh),
    );
    const failure = this.#edits.failures.get(id);
    if (!isDone && failure?.error instanceof RequestFault && failure.error.status === 412)
      await this.others.newest(answer, (fresh) => this.#put(fresh));
    return isDone;
  }

  #put(answer: Answer): void {
    if (this.#answers.has(answer.id)) this.#answers.set(answer.id, answer);
    else this.others.put(answer);
  }
}
