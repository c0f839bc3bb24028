import { css, html, type TemplateResult } from 'lit';
import type { OwnerClient } from '../api/owner-client.ts';
import { chartStyles } from '../charts/chart.styles.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { dataTable } from '../shared/data-table.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** An entry of the log, as the server gives it. */
interface LogEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly target?: string;
}

const SHOWN = 50;
/** A target is an id or a digest; its start tells it from others. */
const LETTERS = 16;
/** The most entries of one response. The log starts with the oldest ones. */
const PAGE = 5_000;
const MOST_PAGES = 40;

async function newestEntries(client: OwnerClient, signal: AbortSignal): Promise<LogEntry[]> {
  let last: LogEntry[] = [];
  let since = '0';
  for (let page = 0; page < MOST_PAGES; page++) {
    const text = await client.text(`audit?since=${since}`, { signal });
    const entries = text
      .split('\n')
      .filter((line) => line)
      .map((line) => JSON.parse(line) as LogEntry);
    last = [...last, ...entries].slice(-SHOWN);
    since = entries.at(-1)?.id ?? since;
    if (entries.length < PAGE) break;
  }
  return last.reverse();
}

/** Who did what with the customers' data, newest first. */
export class AuditEntries extends OwnerElement {
  static override styles = [
    controlStyles,
    chartStyles,
    css`
      section {
        padding: 16px;
      }
      .head {
        justify-content: space-between;
        margin-block-end: 8px;
      }
      .scroll {
        max-height: min(480px, 70vh);
      }
      th,
      td {
        text-align: start;
      }
    `,
  ];

  readonly #loaded = new Loaded(this, (signal) => newestEntries(this.owner.client, signal));

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="title">
      <div class="row head">
        <h2 id="title">${this.t('settings.log')}</h2>
        <a href=${this.owner.client.address('audit')} download="lojal-log.ndjson">${this.t('settings.wholeLog')}</a>
      </div>
      ${this.#content()}
    </section>`;
  }

  #content(): TemplateResult {
    const { state, isAbsent } = this.#loaded;
    if (state.status === 'loading') return html`<span class="skeleton"></span><span class="skeleton short"></span>`;
    if (state.status === 'failed')
      return html`<p class="bad" role="alert">${isAbsent ? this.t('errors.absent') : this.sentence(state.error)}</p>`;
    if (state.value.length === 0) return html`<p class="muted">${this.t('settings.emptyLog')}</p>`;
    const { words } = this.owner;
    return dataTable(
      this.t('settings.log'),
      [this.t('settings.when'), this.t('settings.who'), this.t('settings.what'), this.t('settings.target')],
      state.value.map(({ at, actor, action, target = '' }) => [
        words.moment(at),
        html`<bdi>${actor}</bdi>`,
        words.has(`actions.${action}`) ? this.t(`actions.${action}` as 'actions.export') : action,
        target && html`<bdi>${target.length > LETTERS ? `${target.slice(0, LETTERS)}…` : target}</bdi>`,
      ]),
    );
  }
}
