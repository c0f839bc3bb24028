import type { Answer, AnswerPage } from '../api/answer-types.ts';
import type { OwnerClient } from '../api/owner-client.ts';

/** Answers that are on none of the loaded pages of the list: those of a link, each loaded by its id. */
export class AnswerLookup {
  readonly #client: OwnerClient;
  readonly #changed: () => void;
  readonly #found = new Map<string, Answer>();
  readonly #failures = new Map<string, unknown>();
  readonly #open = new Set<string>();
  #request = new AbortController();

  /** @param changed called after every change of what can be shown */
  constructor(client: OwnerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get(id: string): Answer | undefined {
    return this.#found.get(id);
  }

  failure(id: string): unknown {
    return this.#failures.get(id);
  }

  put(answer: Answer): void {
    this.#found.set(answer.id, answer);
  }

  /** Loads an answer, once. @param again whether one that failed is loaded again */
  async find(id: string, again: boolean): Promise<void> {
    if (this.#found.has(id) || this.#open.has(id) || (this.#failures.has(id) && !again)) return;
    const { signal } = this.#request;
    this.#failures.delete(id);
    this.#open.add(id);
    try {
      const answer = await this.#client.json<Answer>(`owner/answers/${encodeURIComponent(id)}`, { signal });
      if (!signal.aborted) this.#found.set(id, answer);
    } catch (error) {
      if (!signal.aborted) this.#failures.set(id, error);
    }
    if (signal.aborted) return;
    this.#open.delete(id);
    this.#changed();
  }

  /** Loads the newer text of an answer that the customer has changed. */
  async newest({ id, event }: Answer, put: (answer: Answer) => void): Promise<void> {
    const query = new URLSearchParams({ limit: '100', ...(event.subject && { subject: event.subject }) });
    try {
      // An edited answer is among the newest.
      const { answers } = await this.#client.json<AnswerPage>(`owner/answers?${query}`);
      const found = answers.find((answer) => answer.id === id);
      if (found) put(found);
    } catch {
      // The sentence about the change asks the owner to load the list again.
    }
    this.#changed();
  }

  /** Ends the requests, and forgets what they gave. */
  clear(): void {
    this.#request.abort();
    this.#request = new AbortController();
    for (const known of [this.#found, this.#failures, this.#open]) known.clear();
  }
}
