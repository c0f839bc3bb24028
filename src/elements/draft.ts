import type { ReactiveController, ReactiveElement } from 'lit';
import type { Flows, Link } from './link.ts';
import type { Phase } from './prompt.ts';

/** What was written into a form. */
export type Fields = Readonly<Record<string, unknown>>;

/** The form that a draft is of. */
interface Form {
  readonly phase: Phase | undefined;
  /** Tells this form from others. */
  readonly form: string;
  /** Nothing for an untouched one. */
  readonly fields: Fields | undefined;
  restore(fields: Fields): void;
}

/**
 * Keeps what is written into a form through a reload and through going back, in this tab, until it is sent or dismissed.
 * It is no answer: nothing of it is ever posted.
 */
export class Draft implements ReactiveController {
  #flows: Flows | undefined;
  /** For whom and for which form a draft was last looked for. */
  #looked: string | undefined;
  #phase: Phase | undefined;

  constructor(
    element: ReactiveElement,
    readonly link: Link,
    readonly of: () => Form,
  ) {
    element.addController(this);
    element.addEventListener('lojal-dismiss', ({ target }) => {
      if (target === element) this.#flows?.keep(this.of().form, undefined);
    });
  }

  hostConnected(): void {}

  hostUpdated(): void {
    const { phase, form } = this.of();
    const { host } = this.link;
    if (phase !== this.#phase && (phase === 'sent' || phase === 'queued' || phase === 'done'))
      this.#flows?.keep(form, undefined);
    this.#phase = phase;
    if (phase !== 'open') this.#looked = undefined;
    // Whose draft it would be must be known.
    else if (host && (host.customerId || !host.waiting)) this.#look(`${host.customerId ?? ''}:${form}`);
  }

  /** Something was written. */
  write(): void {
    const { form, fields } = this.of();
    this.#flows?.keep(form, fields);
  }

  async #look(wanted: string): Promise<void> {
    if (wanted === this.#looked) return;
    this.#looked = wanted;
    try {
      this.#flows = await this.link.host?.flows();
    } catch {
      // Its file did not come: what is written lasts as long as the page.
      return;
    }
    // Meanwhile somebody else may have signed in, or the person has begun anew.
    if (wanted !== this.#looked) return;
    const { form, fields } = this.of();
    const draft = this.#flows?.recall(form);
    if (fields) this.write();
    else if (draft) this.of().restore(draft);
  }
}
