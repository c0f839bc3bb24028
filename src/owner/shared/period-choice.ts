import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type HashRoute, routeHash } from '../app/hash-route.ts';
import { controlStyles } from './controls.styles.ts';
import { OwnerElement } from './owner-element.ts';
import { daysOf, PERIOD_DAYS } from './period.ts';

/** Links to the periods of a view. The address holds the chosen one. */
export class PeriodChoice extends OwnerElement {
  static override styles = [
    controlStyles,
    css`
      nav {
        display: inline-flex;
        border: 1px solid var(--control);
        border-radius: 6px;
        overflow: hidden;
      }
      a {
        padding: 6px 14px;
        background: var(--surface);
        color: var(--text);
        text-decoration: none;
        white-space: nowrap;
      }
      a + a {
        border-inline-start: 1px solid var(--control);
      }
      a:hover {
        background: var(--sunken);
      }
      a[aria-current] {
        background: var(--accent);
        color: var(--on-accent);
        font-weight: var(--strong);
      }
      a:focus-visible {
        outline-offset: -4px;
        outline-color: currentColor;
      }
      @media (pointer: coarse) {
        a {
          padding-block: 11px;
        }
      }
      @media (forced-colors: active) {
        a[aria-current] {
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];
  static override properties: PropertyDeclarations = { route: { attribute: false } };

  declare route: HashRoute;

  protected override render(): TemplateResult {
    const days = daysOf(this.route.query);
    return html`<nav aria-label=${this.t('period.name')}>
      ${PERIOD_DAYS.map((one) => {
        const query = new URLSearchParams(this.route.query);
        query.set('days', String(one));
        return html`<a href=${routeHash(this.route.view, query)} aria-current=${one === days ? 'true' : nothing}
          >${this.t(one === 365 ? 'period.year' : 'period.days', { n: one })}</a
        >`;
      })}
    </nav>`;
  }
}

customElements.define('period-choice', PeriodChoice);
