/** The panel of test mode: shows the verdict of every rule to the person who sets the rules up. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Explanation } from '../rules/explain.ts';
import { explanations } from './explanations.ts';
import type { RuleScheduler } from './rule-scheduler.ts';

/** How often (ms) an open panel is updated. */
const UPDATE = 1000;

/**
 * A small panel in the lower corner of the page. In English only: customers do not see it.
 *
 * @tag lojal-test-panel
 */
export class TestPanel extends LitElement {
  static override styles = css`
    :host {
      all: initial !important;
      position: fixed !important;
      inset-block-end: 12px !important;
      inset-inline-start: 12px !important;
      z-index: 2147483000 !important;
      font: 13px/1.5 system-ui, sans-serif !important;
      color: #f4f2fa !important;
    }
    /* On a phone the question is at the bottom. */
    @media (max-width: 30em) {
      :host {
        inset-block: 12px auto !important;
      }
    }
    details {
      inline-size: fit-content;
      max-inline-size: min(30em, calc(100vw - 24px));
      max-block-size: calc(100dvh - 24px);
      overflow: auto;
      border-radius: 10px;
      background: #1d1c24;
      box-shadow: 0 4px 24px rgb(0 0 0 / 0.35);
    }
    summary {
      padding: 0.75em 1em;
      cursor: pointer;
      font-weight: 600;
    }
    section {
      padding: 0.5em 1em 1em;
      border-block-start: 1px solid #3d3a49;
    }
    h2 {
      margin: 0 0 0.5em;
      font-size: 1em;
    }
    ul {
      display: grid;
      gap: 0.15em;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 1.5em 6em 1fr;
    }
    b {
      font-weight: 600;
    }
    .no {
      color: #ffd9a8;
    }
    .yes {
      color: #b7b3c4;
    }
    :focus-visible {
      outline: 2px solid #b3abff;
      outline-offset: 2px;
    }
  `;

  scheduler: RuleScheduler | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const all = this.scheduler ? explanations(this.scheduler) : [];
    return html`<details @toggle=${this.#toggled}>
      <summary>Lojal test: ${all.filter(({ yes }) => yes).length} of ${all.length} questions would show now</summary>
      ${all.length ? all.map((one) => this.#question(one)) : nothing}
    </details>`;
  }

  #question({ name, summary, rules }: Explanation): TemplateResult {
    return html`<section aria-label=${name}>
      <h2>${summary}</h2>
      <ul>
        ${rules.map(
          ({ rule, yes, words }) => html`<li class=${yes ? 'yes' : 'no'}>
            <span aria-hidden="true">${yes ? '✓' : '✗'}</span><b>${rule}</b><span>${yes ? '' : 'No: '}${words}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }

  #toggled = (event: Event): void => {
    clearInterval(this.#timer);
    this.requestUpdate();
    if ((event.target as HTMLDetailsElement).open) this.#timer = setInterval(() => this.requestUpdate(), UPDATE);
  };
}

/** Adds the panel to the page, once. */
export function showTestPanel(scheduler: RuleScheduler): void {
  const tag = scheduler.program.localName.replace(/\w+$/, 'test-panel');
  if (document.querySelector(tag)) return;
  if (!customElements.get(tag)) customElements.define(tag, class extends TestPanel {});
  const panel = document.createElement(tag) as TestPanel;
  panel.scheduler = scheduler;
  document.body.append(panel);
}
