import { html, nothing, type TemplateResult } from 'lit';
import type { Level, Standing } from '../../loyalty/types.ts';

const tick = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 13l5 5 9-11" /></svg>`;

/** All levels in a row, with the progress to each. */
export function steps(at: Standing, name: (level: Level) => string): TemplateResult {
  return html`<ol class="steps" part="steps">
    ${at.levels.map(
      (level, i) => html`<li
        class="step ${i <= at.index ? 'reached' : ''} ${i === at.index ? 'current' : ''}"
        part="step"
        aria-current=${i === at.index ? 'step' : nothing}
      >
        ${
          i
            ? html`<span class="track ${i <= at.index ? 'done' : i === at.index + 1 ? 'doing' : ''}"
                ><span class="fill" part="fill"></span
              ></span>`
            : nothing
        }
        <span class="dot">${i <= at.index ? tick : nothing}</span><span><bdi>${name(level)}</bdi></span>
      </li>`,
    )}
  </ol>`;
}
