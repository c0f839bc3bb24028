import { html, type TemplateResult } from 'lit';
import '../charts/bar-chart.ts';
import '../charts/trend-chart.ts';
import type { ScoreData } from '../scores/score-data.ts';
import { scoreBars, trendPoints } from '../scores/score-points.ts';
import { changeLine, reasonText } from '../shared/change-line.ts';
import { dataTable } from '../shared/data-table.ts';
import type { OwnerContext } from '../shared/owner-context.ts';
import type { ShownPeriod } from '../shared/period.ts';
import { metricText } from '../today/metric-form.ts';

/** NPS with its interval, its course and its distribution: each chart beside its table. */
export function scoreReport(owner: OwnerContext, period: ShownPeriod, score: ScoreData): TemplateResult {
  const { words } = owner;
  const { metrics, distribution } = score;
  const metric = metrics.metrics.nps;
  const name = words.t('metrics.nps');
  const head = html`<h2 id="score">${name}</h2>
    <p class="small muted">${words.t('scores.nps')}</p>`;
  if (!metric || metric.value === null)
    return html`<section aria-labelledby="score">${head}<p>${reasonText(words, metric?.reason)}</p></section>`;
  const format = (value: number) => metricText(words, 'nps', value, metrics.currency);
  const points = trendPoints(words, period, score);
  const bars = scoreBars('nps', distribution);
  const course = words.t('scores.courseOf', { name });
  const given = words.t('scores.distributionOf', { name });
  const share = (n: number) => (distribution.n > 0 ? words.percent(n / distribution.n, 1) : '–');
  return html`<section aria-labelledby="score">
    ${head}
    <div class="value"><strong>${format(metric.value)}</strong>${changeLine(words, 'nps', metric, metrics.currency)}</div>
    <div class="pair">
      <trend-chart .owner=${owner} .heading=${course} .isBare=${true} .points=${points} .format=${format}></trend-chart>
      ${dataTable(
        course,
        [words.t('charts.period'), name, words.t('charts.interval'), words.t('charts.n')],
        points.map(({ label, mark, value, low, high, n }) => [
          mark ? `${label} · ${mark}` : label,
          value === null ? '–' : format(value),
          low === null || high === null ? '–' : `${format(low)} … ${format(high)}`,
          words.number(n),
        ]),
        false,
        true,
      )}
      <bar-chart .owner=${owner} .heading=${given} .isBare=${true} .unit=${words.t('scores.score')} .bars=${bars}></bar-chart>
      ${dataTable(
        given,
        [words.t('scores.score'), words.t('charts.count'), words.t('charts.share')],
        bars.map(({ label, n }) => [label, words.number(n), share(n)]),
      )}
    </div>
  </section>`;
}
