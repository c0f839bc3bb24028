import { html, nothing, type TemplateResult } from 'lit';
import { addDays } from '../../loyalty/dates.ts';
import { chartStyles } from '../charts/chart.styles.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { loadingNote } from '../shared/loading-note.ts';
import { OwnerView } from '../shared/owner-view.ts';
import { periodQuery, type ShownPeriod, shownPeriod } from '../shared/period.ts';
import '../shared/period-choice.ts';
import { viewStyles } from '../shared/view.styles.ts';
import { type ReportData, readReport } from './report-data.ts';
import { changedNumbers, numberTable } from './report-numbers.ts';
import { scoreReport } from './report-score.ts';
import { todoList } from './report-todos.ts';
import { reportStyles } from './report-view.styles.ts';

/** The numbers of a period on one or two pages of A4, to print. */
export class ReportView extends OwnerView {
  static override styles = [controlStyles, chartStyles, viewStyles, reportStyles];

  #period: ShownPeriod | undefined;
  readonly #loaded = new Loaded<ReportData>(
    this,
    (signal) => readReport(this.owner.client, this.#shown(), signal),
    () => periodQuery(this.#shown()),
  );

  /** The same object for the same period, so that the parts of the report do not load again. */
  #shown(): ShownPeriod {
    this.#period = shownPeriod(this.#period, this.route, this.owner.session.timeZone);
    return this.#period;
  }

  protected override render(): TemplateResult {
    const { owner } = this;
    const { words } = owner;
    const { from, until } = this.#shown();
    const { value } = this.#loaded;
    const day = words.day(addDays(until, -1));
    return html`
      <div class="heading">
        <div>
          <h1 tabindex="-1">${this.t('views.report')}</h1>
          <p class="small muted">${this.t('report.period', { from: words.day(from), until: day, day })}</p>
        </div>
        <div class="row screen">
          <period-choice .owner=${owner} .route=${this.route}></period-choice>
          <button class="main" aria-disabled=${value ? 'false' : 'true'} @click=${() => value && window.print()}>${this.t('report.print')}</button>
        </div>
      </div>
      ${loadingNote(owner, this.#loaded)}
      ${value ? this.#parts(value) : nothing}
    `;
  }

  #parts({ score, todos }: ReportData): TemplateResult {
    const { owner } = this;
    return html`
      ${changedNumbers(owner.words, score.metrics)}
      ${scoreReport(owner, this.#shown(), score)}
      ${todoList(owner.words, todos)}
      ${numberTable(owner.words, score.metrics)}
    `;
  }
}

export { ReportView as view };
