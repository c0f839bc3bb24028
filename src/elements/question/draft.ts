import type { ReactiveController, ReactiveElement } from 'lit';
import type { Drafts, HalfAnswer, HalfGivenForm, ProgramConsumer, ProgramHost } from '../shared/program-consumer.ts';
import type { AnswerForm } from './answer-form.ts';
import { createId } from './create-id.ts';
import { DraftOwner } from './draft-owner.ts';
import { isContinued } from './is-continued.ts';
import type { Phase } from './phase.ts';

/**
 * The half-given answer of a form: its id, its customer and its question. It is kept until it is sent or dismissed, so that
 * it survives a reload, and continues in another element that asks the customer the same.
 */
export class Draft implements ReactiveController, HalfGivenForm {
  /** Created when the customer starts to answer; the same for all attempts and edits. */
  id = '';

  /** Called when this element takes the place of another one of this page, in which the answer was given. */
  continued = (): void => {};

  #drafts: Drafts | undefined;
  readonly #owner = new DraftOwner();
  #subject: string | undefined;
  /** The key under which the half-given answer was last looked up. */
  #key: string | undefined;
  #phase: Phase | undefined;
  #leave = (): unknown => undefined;

  constructor(
    readonly element: ReactiveElement,
    readonly consumer: ProgramConsumer,
    readonly of: () => AnswerForm,
  ) {
    element.addController(this);
    element.addEventListener('lojal-dismiss', ({ target }) => target === element && this.#keep(undefined));
  }

  hostDisconnected(): void {
    this.#part();
  }

  /**
   * To call before each update.
   *
   * @returns what has changed, so that a new answer begins: the customer, or what is asked
   */
  change(): 'customer' | 'subject' | undefined {
    const { host } = this.consumer;
    const { subject } = this.of();
    const otherSubject = this.#subject !== undefined && subject !== this.#subject;
    this.#subject = subject;
    const otherOwner = !!host && this.#owner.change(host);
    if (otherOwner || otherSubject) this.#part();
    return otherOwner ? 'customer' : otherSubject ? 'subject' : undefined;
  }

  hostUpdated(): void {
    const { phase } = this.of();
    const { host } = this.consumer;
    if (phase !== this.#phase) {
      this.#phase = phase;
      // What is being sent is in the outbox. Only an answer that could not be sent is needed again.
      if (phase === 'failed') this.save();
      else if (phase !== 'open' && phase !== 'closed' && phase) this.#keep(undefined, phase);
    }
    const { customer } = this.#owner;
    const key = customer === undefined ? undefined : `${customer}:${this.#subject}`;
    if (phase === 'open' && host && key !== undefined && key !== this.#key) this.#lookUp(key, host);
  }

  /** To call when a field has changed. */
  save(): void {
    const { fields } = this.of();
    this.#keep(fields && { ...fields, id: this.createId() });
  }

  /** The id of the answer: that of the answer which is being given elsewhere, else a new one. */
  createId(): string {
    const { subject } = this.of();
    // A script asks about something else and answers before the element updates.
    if (this.#subject !== undefined && subject !== this.#subject) {
      this.#subject = subject;
      this.#part();
      this.id = '';
    }
    this.id ||= this.#idElsewhere() ?? createId();
    return this.id;
  }

  take(given: HalfAnswer | undefined, phase?: Phase): void {
    if (phase) this.#phase = phase;
    if (!given) this.of().follow(phase);
    // The other copy could not send the answer.
    else if (this.of().phase === 'saving') this.of().follow('open');
    if (!given || this.of().phase !== 'open') return;
    this.id = String(given.id);
    this.of().restore(given);
  }

  #idElsewhere(): string | undefined {
    if (this.#key === undefined) return undefined;
    const id = this.#drafts ? this.#drafts.idOf(this.#key) : this.consumer.host?.unkept.get(this.#key)?.id;
    return id === undefined ? undefined : String(id);
  }

  #keep(given: HalfAnswer | undefined, phase?: Phase): void {
    if (this.#key === undefined) return;
    if (this.#drafts) this.#drafts.keep(this.#key, given, this, phase);
    else if (given) this.consumer.host?.unkept.set(this.#key, given);
    else this.consumer.host?.unkept.delete(this.#key);
  }

  /** From now on, what the form holds is no longer that half-given answer. */
  #part(): void {
    this.#leave();
    this.#leave = () => undefined;
    this.#key = undefined;
    this.#owner.older = false;
  }

  async #lookUp(key: string, host: ProgramHost): Promise<void> {
    const before = this.#key;
    const { id } = this;
    this.#leave();
    this.#key = key;
    // Where the file does not load, the fields are lost with the page.
    const drafts = await host.drafts().catch(() => undefined);
    this.#drafts = drafts ?? this.#drafts;
    if (!drafts) return;
    // This includes the answers of elements that have left the page.
    for (const [key, given] of host.unkept) drafts.keep(key, given, this);
    host.unkept.clear();
    // Since then another customer may have signed in, or another question may be asked.
    if (key !== this.#key) return;
    this.#leave = drafts.join(key, this);
    const found = drafts.recall(key);
    const { fields, phase } = this.of();
    // What is being sent is in the outbox.
    if (phase !== 'open' && phase !== 'failed') return;
    if (fields) {
      // Before the file came, another copy may have continued the answer.
      if (before === undefined && found?.here && isContinued({ ...fields, id: this.id }, found.given))
        return this.take(found.given);
      // Before the file came, forget() was called, or another copy was dismissed.
      if (!id && this.id && !found?.here) return this.take(undefined);
      // A guest who signs in takes along what they have begun.
      if (before !== undefined && before !== key) drafts.keep(before, undefined, this);
      return this.save();
    }
    if (!found) return;
    this.id = /^[\w-]{16,64}$/.test(String(found.given.id)) ? String(found.given.id) : '';
    this.of().restore(found.given);
    this.#owner.older = !found.here;
    if (found.here) this.continued();
  }
}
