import { css, html, nothing, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { type CheckData, checkWords } from './health-words.ts';

interface HealthData {
  readonly checked: string;
  readonly started: string;
  readonly checks: readonly CheckData[];
}

const LOOKS: Readonly<Record<CheckData['state'], string>> = { ok: 'good', warn: 'warn', bad: 'bad', none: '' };

/** What can be wrong with the server, in plain words, each with what to do. */
export class ServerHealth extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      .head {
        justify-content: space-between;
      }
      ul {
        display: grid;
        grid-template-columns: minmax(120px, 2fr) minmax(0, 3fr) auto;
        gap: 0 16px;
        margin-block: 8px;
      }
      li {
        display: grid;
        grid-column: 1 / -1;
        grid-template-columns: subgrid;
        align-items: baseline;
        padding-block: 8px;
        border-block-start: 1px solid var(--line);
      }
      .todo {
        grid-column: 1 / -1;
        margin-block-start: 4px;
      }
      @media (max-width: 500px) {
        ul {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .figure {
          grid-row: 2;
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  readonly #loaded = new Loaded(this, (signal) => this.owner.client.json<HealthData>('owner/health', { signal }));

  protected override render(): TemplateResult | typeof nothing {
    const { state, value, isAbsent } = this.#loaded;
    if (isAbsent) return nothing;
    const isWell = value?.checks.every((check) => check.state !== 'bad');
    return html`<section class="card" aria-labelledby="title">
      <div class="row head">
        <h2 id="title">${this.t('health.title')}</h2>
        <button class="plain" @click=${() => this.#loaded.reload()}>${this.t('health.again')}</button>
      </div>
      ${state.status === 'loading' ? html`<span class="skeleton"></span><span class="skeleton short"></span>` : nothing}
      ${state.status === 'failed' ? html`<p class="bad" role="alert">${this.t('settings.unhealthy')} ${this.sentence(state.error)}</p>` : nothing}
      ${isWell ? html`<p>${this.t('settings.healthy')}</p>` : nothing}
      ${value ? this.#content(value) : nothing}
    </section>`;
  }

  #content({ checked, started, checks }: HealthData): TemplateResult {
    const { words } = this.owner;
    return html`<ul>${checks.map((check) => this.#check(check))}</ul>
      <p class="small muted">${this.t('health.checked', { when: words.moment(checked), started: words.moment(started) })}</p>`;
  }

  #check(check: CheckData): TemplateResult {
    const { name, figure, todo } = checkWords(this.owner.words, check);
    return html`<li>
      <span>${name}</span>
      <span class="figure muted">${figure}</span>
      <span class="tag ${LOOKS[check.state] ?? ''}">${this.t(`health.${check.state}`)}</span>
      ${todo ? html`<p class="todo small">${todo}</p>` : nothing}
    </li>`;
  }
}
