import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { RequestFault } from '../api/request-fault.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { settingsSectionStyles } from './settings-section.styles.ts';

/** A note as the server gives it. Every text is somebody's: show it as text only. */
interface NoteData {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: string;
}

/** An id that nobody guesses. `crypto.randomUUID` exists on https only. */
function noteId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Short notes that the shop's staff leave each other, newest first. */
export class TeamNotes extends OwnerElement {
  static override properties: PropertyDeclarations = {
    asks: { state: true },
    failure: { state: true },
    busy: { state: true },
  };
  static override styles = [
    controlStyles,
    settingsSectionStyles,
    css`
      form {
        margin-block-start: 8px;
        max-width: 560px;
      }
      .author {
        max-width: 280px;
      }
      li {
        padding-block: 12px;
        border-block-start: 1px solid var(--line);
      }
      .text {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .row {
        justify-content: space-between;
      }
    `,
  ];

  /** The id of the note that may be deleted, once the owner confirms. */
  declare asks: string | undefined;
  declare failure: string | undefined;
  declare busy: boolean;
  /** What was sent and not confirmed: the same words keep their id, so that the server writes them once. */
  #sent: { readonly id: string; readonly author: string; readonly text: string } | undefined;

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<{ readonly notes: readonly NoteData[] }>('owner/notes', { signal }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { state, value, isAbsent } = this.#loaded;
    if (isAbsent) return nothing;
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('notes.title')}</h2>
      <p class="muted">${this.t('notes.hint')}</p>
      ${may(this.owner, 'moderate') ? this.#form() : nothing}
      <div class="live" role="alert">${this.failure ? html`<p class="bad">${this.failure}</p>` : nothing}</div>
      ${state.status === 'failed' ? html`<p class="bad" role="alert">${this.sentence(state.error)}</p>` : nothing}
      ${value?.notes.length === 0 ? html`<p class="muted">${this.t('notes.none')}</p>` : nothing}
      ${value && value.notes.length > 0 ? html`<ul>${value.notes.map((note) => this.#note(note))}</ul>` : nothing}
    </section>`;
  }

  #form(): TemplateResult {
    return html`<form @submit=${this.#write}>
      <label class="author"><span class="label">${this.t('notes.author')}</span>
        <input name="author" required maxlength="60" autocomplete="name" value=${this.owner.session.name} /></label>
      <label><span class="label">${this.t('notes.text')}</span>
        <textarea name="text" required maxlength="1000" rows="2"></textarea></label>
      <div><button aria-disabled=${this.busy ? 'true' : 'false'}>${this.t('notes.write')}</button></div>
    </form>`;
  }

  #note({ id, author, text, at }: NoteData): TemplateResult {
    return html`<li>
      <div class="row">
        <p class="small muted"><bdi>${author}</bdi> · <time datetime=${at}>${this.owner.words.moment(at)}</time></p>
        ${may(this.owner, 'moderate') ? this.#buttons(id, text) : nothing}
      </div>
      <p class="text" dir="auto">${text}</p>
    </li>`;
  }

  #buttons(id: string, text: string): TemplateResult {
    if (this.asks !== id)
      return html`<button class="plain" data-note=${id} aria-label=${`${this.t('notes.delete')}: ${text.slice(0, 40)}`} @click=${() => this.#ask(id)}>${this.t('notes.delete')}</button>`;
    return html`<span>${this.t('notes.sure')}
      <button class="danger" @click=${() => this.#delete(id)}>${this.t('notes.delete')}</button>
      <button class="plain" @click=${() => this.#cancel(id)}>${this.t('app.cancel')}</button></span>`;
  }

  #ask(id: string): void {
    this.asks = id;
    void this.focusOn('button.danger');
  }

  #cancel(id: string): void {
    this.asks = undefined;
    void this.focusOn(`[data-note="${CSS.escape(id)}"]`);
  }

  #write = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    // Fields give line breaks as CR LF.
    const [author = '', text = ''] = ['author', 'text'].map((name) =>
      String(given.get(name)).replaceAll('\r', '').trim(),
    );
    if (!author || !text || this.busy) return;
    if (this.#sent?.author !== author || this.#sent.text !== text) this.#sent = { id: noteId(), author, text };
    const body = this.#sent;
    const isDone = await this.#run(() => this.owner.client.json('owner/notes', { method: 'POST', body }));
    if (!isDone) return;
    this.#sent = undefined;
    const field = form.elements.namedItem('text');
    if (field instanceof HTMLTextAreaElement) field.value = '';
  };

  async #delete(id: string): Promise<void> {
    await this.#run(() => this.owner.client.json(`owner/notes/${encodeURIComponent(id)}`, { method: 'DELETE' }));
    this.asks = undefined;
  }

  async #run(send: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.failure = undefined;
    try {
      await send();
      return true;
    } catch (error) {
      const isFull = error instanceof RequestFault && error.status === 409;
      this.failure = isFull ? this.t('notes.full') : this.sentence(error);
      return false;
    } finally {
      this.busy = false;
      await this.#loaded.reload();
    }
  }
}
