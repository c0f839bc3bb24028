import { css, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { errorSentence } from '../api/error-sentence.ts';
import type { OwnerClient } from '../api/owner-client.ts';
import type { OwnerSession } from '../api/owner-data.ts';
import { RequestFault } from '../api/request-fault.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import type { OwnerKey, Translator } from '../shared/translator.ts';

/** The owner has signed in. */
export class SignedInEvent extends Event {
  constructor(readonly session: OwnerSession) {
    super('signed-in', { bubbles: true, composed: true });
  }
}

/** Exchanges the owner's key for a session. The key goes into the body of one request, and is kept nowhere. */
export class SignInForm extends LitElement {
  static override styles = [
    controlStyles,
    css`
      form {
        display: grid;
        gap: 16px;
        width: min(100%, 384px);
        margin: 12vh auto 0;
        padding: 32px;
      }
      .mark {
        color: var(--accent);
        font-weight: var(--strong);
      }
      .field {
        display: grid;
        gap: 4px;
      }
      @media (max-width: 480px) {
        form {
          margin-block-start: 24px;
          padding: 24px 16px;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    client: { attribute: false },
    words: { attribute: false },
    expired: { type: Boolean },
    failure: { state: true },
    busy: { state: true },
  };

  declare client: OwnerClient;
  declare words: Translator;
  /** Whether a session has ended while the page was open. */
  declare expired: boolean;
  declare failure: string | undefined;
  declare busy: boolean;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#key')?.focus();
  }

  override firstUpdated(): void {
    this.focus();
  }

  protected override render(): TemplateResult {
    const t = (key: OwnerKey) => this.words.t(key);
    return html`<form class="card" @submit=${this.#submit}>
      <p class="mark">Lojal</p>
      <h1>${t('signIn.title')}</h1>
      ${this.expired ? html`<p class="notice">${t('signIn.expired')}</p>` : nothing}
      <input type="text" name="username" autocomplete="username" value="owner" aria-label=${t('signIn.name')} hidden />
      <div class="field">
        <label class="label" for="key">${t('signIn.key')}</label>
        <input
          id="key"
          name="password"
          type="password"
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck="false"
          required
          aria-describedby="hint${this.failure ? ' failure' : ''}"
          aria-invalid=${this.failure ? 'true' : 'false'}
        />
        <p class="muted small" id="hint">${t('signIn.hint')}</p>
      </div>
      <p class="bad" id="failure" role="alert" ?hidden=${!this.failure}>${this.failure ?? nothing}</p>
      <button class="main" aria-disabled=${this.busy ? 'true' : 'false'}>
        ${t(this.busy ? 'signIn.busy' : 'signIn.submit')}
      </button>
    </form>`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('#key');
    // A key that was pasted often has a line break at its end.
    const key = field?.value.trim();
    if (!key || this.busy) return;
    this.busy = true;
    this.failure = undefined;
    try {
      const session = await this.client.json<OwnerSession>('owner/session', { method: 'POST', body: { key } });
      if (field) field.value = '';
      this.dispatchEvent(new SignedInEvent(session));
    } catch (error) {
      const isWrong = error instanceof RequestFault && [400, 401, 422].includes(error.status);
      this.failure = isWrong ? this.words.t('signIn.wrong') : errorSentence(this.words, error);
      field?.select();
    } finally {
      this.busy = false;
    }
  };
}
