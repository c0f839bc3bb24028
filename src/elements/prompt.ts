import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Kind } from '../core/types.ts';
import { Base } from './base.ts';
import { type Answer, AnswerEvent, DismissEvent, type Outcome, type OutcomeEvent, ShownEvent } from './events.ts';

/** Where a question stands: being asked, on its way, what became of it, kept by the page itself, or closed. */
export type Phase = 'open' | 'saving' | Outcome | 'done' | 'closed';

/** What every question has in common: how it is opened and closed, and the way of its answer. */
export abstract class Prompt extends Base {
  static override properties: PropertyDeclarations = {
    mode: { reflect: true, useDefault: true },
    name: {},
    phase: { state: true },
  };

  /** `inline`, where it stands; `corner`, a card in the corner that `lojal.show()` opens. */
  declare mode: 'inline' | 'corner';

  /** Under which the program's `ask` speaks of this question; without it, its kind. */
  declare name?: string;

  declare protected phase: Phase | undefined;

  protected abstract readonly kind: Kind;
  /** The fields of the wire's `data`. */
  protected abstract data(): Record<string, unknown>;
  /** The question and its fields. */
  protected abstract form(): TemplateResult;
  /** What happens next, said after the thanks. */
  protected abstract next(): string;
  /** Empties the fields for another answer. */
  protected abstract reset(): void;
  /** True when the answer may be sent; else says on the form what is missing. */
  protected abstract complete(): boolean;

  /** The endpoint does not take this answer as it is: the same again would be refused again. */
  #refused = false;
  /** Minted when the person starts to answer, and kept for every try and edit. */
  #id = '';
  /** Who was signed in when the question was last shown. */
  #customer: string | undefined;

  constructor() {
    super();
    this.mode = 'inline';
    for (const outcome of ['sent', 'queued', 'failed'] as const)
      this.addEventListener(`lojal-${outcome}`, (event) => {
        const { id, status = 0 } = event as OutcomeEvent;
        // A draft that left with the page is not yet the answer: whoever comes back may go on with it.
        if (event.target !== this || id !== this.#id || this.phase === 'open') return;
        this.phase = outcome;
        this.#refused = [400, 413, 415, 422].includes(status);
      });
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.mode === 'corner') this.dismiss();
    });
  }

  /** The name under which the shop speaks of this question. */
  get called(): string {
    return this.name || this.kind;
  }

  /** Opens the question: again, if it was closed or answered before. */
  show(): void {
    // What is on its way, or could not be sent, stays as it stands: its words are nowhere else.
    if (this.phase !== 'saving' && this.phase !== 'failed') {
      if (this.phase !== 'open') {
        this.#id = '';
        this.reset();
      }
      this.phase = 'open';
    }
    // A card in the corner is in view already; the page stays where it is.
    if (this.mode === 'inline') this.scrollIntoView({ block: 'nearest' });
  }

  /** Closes the question; an answer that was not finished counts as dismissed. */
  dismiss(): void {
    if (this.phase === 'open') {
      this.drop();
      this.dispatchEvent(new DismissEvent(this.kind, this.called));
    }
    this.phase = 'closed';
  }

  /** The answer so far, its id minted at the first touch. */
  protected answer(): Answer {
    this.#id ||= id();
    return { id: this.#id, kind: this.kind, data: this.data() };
  }

  /** Takes the answer so far back; what is answered from now on is another one. */
  protected drop(): void {
    if (this.#id) this.link.host?.discard(this.#id);
    this.#id = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('mode') && this.mode !== 'inline' && this.mode !== 'corner') {
      this.warn('mode', this.mode, '"inline" or "corner"');
      this.mode = 'inline';
    }
    const { host } = this.link;
    if (host && (host.customerId || !host.waiting)) {
      // Signed out, or in as somebody else: what was written is not theirs to see or to send.
      if (this.#customer !== undefined && this.#customer !== host.customerId) {
        this.#id = '';
        this.reset();
        this.phase = undefined;
      }
      this.#customer = host.customerId;
    }
    // Nobody is asked before it is known in whose name, and to what they would consent.
    if (!host?.waiting || host.data) this.phase ??= this.mode === 'inline' ? 'open' : 'closed';
  }

  protected override updated(changed: PropertyValues): void {
    if (this.phase === 'open') this.link.host?.expect();
    if (!changed.has('phase')) return;
    if (this.phase === 'open' && changed.get('phase') !== 'saving' && changed.get('phase') !== 'failed')
      this.dispatchEvent(new ShownEvent(this.kind, this.called));
    // The button that had the focus is gone: the thanks take it, so that they are read and Tab goes on from there.
    if (this.#over && ['open', 'saving', 'failed'].includes(changed.get('phase')))
      this.renderRoot.querySelector<HTMLElement>('.thanks')?.focus();
  }

  get #over(): boolean {
    return this.phase === 'sent' || this.phase === 'queued' || this.phase === 'done';
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if ((this.phase !== 'open' && this.phase !== 'failed') || !this.complete()) return;
    const answer = this.answer();
    const wanted = this.dispatchEvent(new AnswerEvent(answer, this.called));
    this.phase = 'saving';
    if (!wanted) this.drop();
    if (!wanted || !this.link.host?.deliver(answer, this, false)) this.phase = 'done';
  }

  protected override content(): TemplateResult | undefined {
    if (!this.phase) return undefined;
    if (this.phase === 'closed') return html``;
    return html`<div class="card prompt" part="card">
      ${
        this.mode === 'corner'
          ? html`<button class="close" part="close" type="button" aria-label=${this.locale.t('close')} @click=${this.dismiss}>
              <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg>
            </button>`
          : nothing
      }
      ${this.#over ? this.#thanks() : html`<form novalidate @submit=${this.submit}>${this.form()}${this.#actions()}</form>`}
    </div>`;
  }

  #actions(): TemplateResult {
    const { locale, phase } = this;
    const failed = this.#refused ? 'refused' : 'failed';
    const words = phase === 'saving' ? locale.t('saving') : phase === 'failed' ? locale.t(failed) : '';
    return html`<div class="actions">
      <button class="submit" part="submit" type="submit" aria-disabled=${phase === 'saving'}>
        ${phase === 'failed' && !this.#refused ? locale.t('retry') : locale.t('send')}
      </button>
      <p class="state ${phase}" part="note" role="status">${words}</p>
    </div>
    ${this.link.host?.privacy ? html`<a class="quiet" href=${this.link.host.privacy}>${locale.t('privacy')}</a>` : nothing}`;
  }

  #thanks(): TemplateResult {
    const { locale, phase } = this;
    return html`<div class="thanks" part="thanks" tabindex="-1" role="group" aria-label=${locale.t('thanks')}>
      <p class="heart" aria-hidden="true">
        <svg viewBox="0 0 24 24"><path d="M5 13l5 5 9-11" /></svg>
      </p>
      <p class="question">${locale.t('thanks')}</p>
      <p>${this.next()}</p>
      <p class="note" part="note" role="status">
        ${phase === 'done' ? nothing : locale.t(phase === 'queued' ? 'queued' : 'sent')}
      </p>
    </div>`;
  }
}

/** 128 random bits in hex; `crypto.randomUUID` is missing on plain-http pages. */
function id(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
