import type { Answer, AnswerChange } from '../api/answer-types.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import { RequestFault } from '../api/request-fault.ts';

/** A change that was undone. */
export interface EditFailure {
  readonly change: AnswerChange;
  readonly error: unknown;
}

/** The changes that the server has not confirmed yet. Changes of one answer are sent one after the other. */
export class AnswerEdits {
  /** By the id of the answer; until the next change of the answer. */
  readonly failures = new Map<string, EditFailure>();
  readonly #client: OwnerClient;
  readonly #changed: () => void;
  readonly #waiting = new Map<string, AnswerChange[]>();
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(client: OwnerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  isSaving(id: string): boolean {
    return (this.#waiting.get(id) ?? []).length > 0;
  }

  /** The answer as it will be when all changes have been confirmed. */
  shown(answer: Answer): Answer {
    const waiting = this.#waiting.get(answer.id) ?? [];
    return Object.assign({}, answer, ...waiting);
  }

  /**
   * @param current the answer as the server last gave it
   * @param put takes the answer that the server has stored
   * @returns whether the server has accepted the change
   */
  async send(id: string, change: AnswerChange, current: () => Answer, put: (answer: Answer) => void): Promise<boolean> {
    this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), change]);
    this.failures.delete(id);
    this.#changed();
    const before = this.#last.get(id) ?? Promise.resolve();
    const sent = before.then(() => this.#patch(id, change, current, put));
    this.#last.set(id, sent);
    return sent;
  }

  async #patch(
    id: string,
    change: AnswerChange,
    current: () => Answer,
    put: (answer: Answer) => void,
  ): Promise<boolean> {
    // A change before this one failed because the customer wrote something else: this change was made for the old text.
    if (!this.#waiting.get(id)?.includes(change)) return false;
    try {
      const answer = await this.#client.json<Answer>(`owner/answers/${encodeURIComponent(id)}`, {
        method: 'PATCH',
        headers: { 'If-Match': `"${current().revision}"` },
        body: change,
      });
      put(answer);
      this.#waiting.set(
        id,
        (this.#waiting.get(id) ?? []).filter((one) => one !== change),
      );
      return true;
    } catch (error) {
      const isStale = error instanceof RequestFault && error.status === 412;
      this.#waiting.set(id, isStale ? [] : (this.#waiting.get(id) ?? []).filter((one) => one !== change));
      this.failures.set(id, { change, error });
      return false;
    } finally {
      this.#changed();
    }
  }
}
