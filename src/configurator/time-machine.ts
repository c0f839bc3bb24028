import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { parseProgram } from '../config/program-reader.ts';
import { isObject } from '../config/reader.ts';
import { toMinor } from '../loyalty/money.ts';
import { snapshot } from '../loyalty/snapshot.ts';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { askedAt, type ImaginedVisit } from './asked-at.ts';
import { ConfiguratorElement, textOfControl } from './configurator-element.ts';
import { sampleNumbers } from './sample-customer.ts';

const DAY = 86_400_000;

/** A moment as a control writes it, in the time of this device: `2026-11-27T10:00`. */
function localText(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** Years that every calendar of a browser can show, ms since 1970. */
const [EARLIEST, LATEST] = [Date.UTC(1970, 0, 2), Date.UTC(2999, 0, 1)];

const timeOf = (text: string | undefined): number | undefined => {
  const at = text ? new Date(text).getTime() : Number.NaN;
  return at >= EARLIEST && at <= LATEST ? at : undefined;
};

/** Whether a question would come at another time, and why. */
export class TimeMachine extends ConfiguratorElement<'time'> {
  static override properties: PropertyDeclarations = {};
  static override styles = [
    controlStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 200px), 1fr));
        gap: 12px 16px;
        margin-block: 8px 16px;
      }
      article {
        padding: 12px 16px;
        margin-block-end: 12px;
      }
      ul {
        display: grid;
        gap: 4px;
        margin-block-start: 8px;
      }
      li {
        display: grid;
        grid-template-columns: 24px 1fr;
      }
    `,
  ];
  /** When the page was opened: what is not set follows from it, and does not move. */
  readonly #opened = Math.floor(Date.now() / 60_000) * 60_000;

  constructor() {
    super('time');
  }

  #tier(): string | undefined {
    const { program } = this.configuration;
    const { value } = parseProgram(program);
    const { spend, orders, points } = sampleNumbers(program, this.view);
    const account = { spend: toMinor(spend, value.currency), orders, points };
    return snapshot(value, account, localText(this.#opened).slice(0, 10)).standing?.level.id;
  }

  get #visit(): ImaginedVisit {
    const {
      at,
      ordered,
      shown,
      page = '/',
      seconds = '60',
      scrolled = '50',
      asked = 'c_1042',
      lang = 'en',
    } = this.view;
    const order = ordered === 'none' ? undefined : (timeOf(ordered) ?? this.#opened);
    return {
      now: timeOf(at) ?? (order ?? this.#opened) + 7 * DAY,
      ordered: order,
      shown: timeOf(shown),
      page,
      seconds: Number(seconds) || 0,
      scrolled: Number(scrolled) || 0,
      orders: sampleNumbers(this.configuration.program, this.view).orders,
      tier: this.#tier(),
      lang,
      customer: asked,
    };
  }

  #field(name: string, value: string, type: string): TemplateResult {
    const { fields } = this.words;
    const label = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : name;
    return html`<label
      ><span class="label">${label}</span>
      <input type=${type} min="0" .value=${value} @change=${(event: Event) => this.look({ [name]: textOfControl(event) })}
    /></label>`;
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const { program } = this.configuration;
    const ask = isObject(program) ? program.ask : undefined;
    const visit = this.#visit;
    const results = askedAt(ask, visit);
    if (results.length === 0) return html`<p>${words.none}</p>`;
    return html`
      <p>${words.hint}</p>
      <div class="fields">
        ${this.#field('ordered', visit.ordered === undefined ? '' : localText(visit.ordered), 'datetime-local')}
        ${this.#field('at', localText(visit.now), 'datetime-local')} ${this.#field('page', visit.page, 'text')}
        ${this.#field('seconds', String(visit.seconds), 'number')}
        ${this.#field('scrolled', String(visit.scrolled), 'number')}
        ${this.#field('shown', visit.shown === undefined ? '' : localText(visit.shown), 'datetime-local')}
        ${this.#field('asked', visit.customer, 'text')}
      </div>
      <div class="row">
        ${[0, 1, 7, 30, 90].map((days) => html`<button type="button" @click=${() => this.#goTo(days)}>${words.after[days as keyof typeof words.after]}</button>`)}
        <button type="button" @click=${() => this.look({ ordered: 'none' })}>${words.noOrder}</button>
      </div>
      <div aria-live="polite">
        ${results.map(
          ({ name, yes, summary, rules }) =>
            html`<article class="card">
              <h3>${name}</h3>
              <p><span class="tag ${yes ? 'good' : 'warn'}">${yes ? words.yes : words.no}</span> ${summary}</p>
              <ul class="small">
                ${[...rules]
                  .sort((a, b) => +a.yes - +b.yes)
                  .map(
                    (rule) =>
                      html`<li><span aria-hidden="true">${rule.yes ? '✓' : '✗'}</span><span><strong class="unseen">${rule.yes ? words.yes : words.no}: </strong>${rule.words}</span></li>`,
                  )}
              </ul>
            </article>`,
        )}
      </div>
    `;
  }

  #goTo(days: number): void {
    const ordered = this.#visit.ordered ?? this.#opened;
    this.look({ ordered: localText(ordered), at: localText(ordered + days * DAY) });
  }
}
