import { css, html, type TemplateResult } from 'lit';
import { routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerView } from '../shared/owner-view.ts';
import { periodQuery, type ShownPeriod, shownPeriod } from '../shared/period.ts';
import { viewStyles } from '../shared/view.styles.ts';
import '../shared/period-choice.ts';
import './answer-part.ts';
import { partQuery } from './answer-part.ts';
import './choice-section.ts';
import './response-section.ts';
import { SCORED_KINDS } from './score-data.ts';
import './score-section.ts';
import './word-section.ts';

/** What customers answered, as numbers with their intervals. */
export class ScoresView extends OwnerView {
  static override styles = [
    controlStyles,
    viewStyles,
    css`
      .sections {
        display: grid;
        gap: 16px;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr));
        align-items: start;
        gap: 16px;
      }
    `,
  ];

  #period: ShownPeriod | undefined;

  protected override render(): TemplateResult {
    const period = shownPeriod(this.#period, this.route, this.owner.session.timeZone);
    this.#period = period;
    const { owner } = this;
    const whose = partQuery(this.route);
    const query = periodQuery(period, whose);
    return html`
      <div class="heading">
        <h1 tabindex="-1">${this.t('views.scores')}</h1>
        <div class="row">
          <part-choice .owner=${owner} .route=${this.route}></part-choice>
          <period-choice .owner=${owner} .route=${this.route}></period-choice>
          <a href=${routeHash('report', { days: String(period.days) })}>${this.t('report.link')}</a>
        </div>
      </div>
      <div class="sections">
        ${SCORED_KINDS.map(
          (kind) =>
            html`<score-section .owner=${owner} .kind=${kind} .period=${period} .whose=${whose}></score-section>`,
        )}
        <response-section .owner=${owner} .query=${query}></response-section>
        <word-section .owner=${owner} .kind=${'nps'} .query=${query}></word-section>
        <word-section .owner=${owner} .kind=${'review'} .query=${query}></word-section>
        <div class="pair">
          <choice-section .owner=${owner} .kind=${'choice'} .query=${query} .isOfGroup=${whose !== ''}></choice-section>
          <choice-section .owner=${owner} .kind=${'exit'} .query=${query} .isOfGroup=${whose !== ''}></choice-section>
        </div>
      </div>
    `;
  }
}

export { ScoresView as view };
