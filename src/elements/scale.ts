import { html, nothing, type TemplateResult } from 'lit';
import type { Locale } from '../i18n/locale.ts';
import { fault } from './question.ts';

/** A question that is answered by a number. */
export interface Scale {
  readonly question: string;
  readonly from: number;
  readonly to: number;
  /** What the two ends mean, in words. */
  readonly low: string;
  readonly high: string;
  readonly chosen: number | undefined;
  /** That a number must be chosen, where none was. */
  readonly missing: string | undefined;
}

/** The numbers in a row, as radio buttons, with words for its ends. */
export function scale(
  locale: Locale,
  { question, from, to, low, high, chosen, missing }: Scale,
  changed: (score: number) => void,
): TemplateResult {
  // Written out: hosts change `Array.from`.
  const scores: number[] = [];
  for (let score = from; score <= to; score++) scores.push(score);
  // Nearly all languages have these digits; to ask `Intl` takes its time.
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
            aria-label=${named.has(score) ? `${digits(score)}, ${named.get(score)}` : nothing}
            .checked=${score === chosen}
            @change=${() => changed(score)}
          /><span>${digits(score)}</span>
        </label>`,
      )}
    </div>
    <p class="ends quiet to${to}" aria-hidden="true">
      <span data-end=${digits(from)}>${low}</span><span data-end=${digits(to)}>${high}</span>
    </p>
    ${fault('score', missing)}
  </fieldset>`;
}
