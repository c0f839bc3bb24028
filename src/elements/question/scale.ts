import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { fieldError } from './fields.ts';

/** A question that is answered by a number. */
export interface Scale {
  readonly question: string;
  readonly from: number;
  readonly to: number;
  /** What the lowest and the highest number mean, in words. */
  readonly low: string;
  readonly high: string;
  readonly chosen: number | undefined;
  /** The error message where no number was chosen. */
  readonly missing: string | undefined;
}

/** Numbers in a row, as radio buttons, with words below both ends. */
export function scale(
  locale: Locale,
  { question, from, to, low, high, chosen, missing }: Scale,
  changed: (score: number) => void,
): TemplateResult {
  // A loop, because some pages replace `Array.from`.
  const scores: number[] = [];
  for (let score = from; score <= to; score++) scores.push(score);
  // Most languages use these digits, and the first call of `Intl` is slow.
  const digits = (n: number): string => (locale.words.tags ? String(n) : locale.number(n));
  const named = new Map([
    [from, low],
    [to, high],
  ]);
  return html`<fieldset aria-describedby=${missing ? 'score-error' : nothing}>
    <legend class="question" part="question">${question}</legend>
    <div class="scale to${to}">
      ${scores.map(
        (score) => html`<label class="option" part="option">
          <input
            type="radio"
            name="score"
            value=${score}
            aria-label=${named.has(score) ? digits(score) + locale.t('comma') + named.get(score) : nothing}
            .checked=${score === chosen}
            @change=${() => changed(score)}
          /><span>${digits(score)}</span>
        </label>`,
      )}
    </div>
    <p class="ends quiet to${to}" aria-hidden="true">
      <span data-end=${digits(from)}>${low}</span><span data-end=${digits(to)}>${high}</span>
    </p>
    ${fieldError('score', missing)}
  </fieldset>`;
}
