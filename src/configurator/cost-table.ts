import { html, nothing, type TemplateResult } from 'lit';
import { toMajor } from '../loyalty/money.ts';
import { textIn } from '../owner/programme/form/text-shapes.ts';
import { filled, type Words } from './configurator-element.ts';
import type { CostReport } from './programme-cost.ts';

const NUMBERS = new Intl.NumberFormat('en');

export const formatted = (n: number): string => NUMBERS.format(n);

const money = (minor: number, currency: string): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    toMajor(minor, currency),
  );

const percent = (part: number, whole: number): string =>
  new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2 }).format(whole > 0 ? part / whole : 0);

/** What a programme would have cost, and who would be in which tier. */
export function costTable(words: Words['orders'], report: CostReport): TemplateResult {
  const { currency, orders, customers, from, until, revenue, issued, outstanding, issuedWorth, liability, tiers } =
    report;
  const row = (label: string, value: string): TemplateResult =>
    html`<tr><th scope="row">${label}</th><td>${value}</td></tr>`;
  return html`
    <table>
      <caption>${filled(words.period, { from, until })}</caption>
      <tbody>
        ${row(words.rows.orders, formatted(orders))} ${row(words.rows.customers, formatted(customers))}
        ${row(words.rows.revenue, money(revenue, currency))} ${row(words.rows.issued, formatted(issued))}
        ${
          issuedWorth === undefined
            ? nothing
            : html`${row(words.rows.issuedWorth, money(issuedWorth, currency))} ${row(words.rows.share, percent(issuedWorth, revenue))}`
        }
        ${row(words.rows.outstanding, formatted(outstanding))}
        ${liability === undefined ? nothing : row(words.rows.liability, money(liability, currency))}
      </tbody>
    </table>
    ${issuedWorth === undefined ? html`<p class="notice">${words.noValue}</p>` : nothing}
    ${
      tiers.length > 0
        ? html`<table>
            <caption>${words.tiers}</caption>
            <tbody>
              ${tiers.map(({ id, name, customers: n }) => row(textIn(name, 'en') || id, `${formatted(n)} (${percent(n, customers)})`))}
            </tbody>
          </table>`
        : nothing
    }
    <p class="muted small">${words.leftOut}</p>
  `;
}
