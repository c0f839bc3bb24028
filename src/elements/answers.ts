import { html, nothing, type TemplateResult } from 'lit';
import { choice, fault } from './question.ts';

/** A question that is answered by choosing. */
export interface Answers {
  readonly question: string;
  /** `[id, words]` each. */
  readonly options: readonly (readonly [string, string])[];
  /** Ids. */
  readonly chosen: readonly string[];
  /** That more than one may be chosen, where that is so. */
  readonly several: string | undefined;
  /** That one must be chosen, where none was. */
  readonly missing: string | undefined;
}

/** Answers to choose from, as radio buttons, or as boxes where several may be chosen. */
export function answers(
  { question, options, chosen, several, missing }: Answers,
  changed: (chosen: readonly string[]) => void,
): TemplateResult {
  const described = [several && 'several', missing && 'choice-error'].filter((id) => id).join(' ');
  return html`<fieldset aria-describedby=${described || nothing}>
    <legend class="question" part="question">${question}</legend>
    ${several ? html`<p class="quiet hint" id="several">${several}</p>` : nothing}
    <div class="choices">
      ${options.map((option) =>
        choice(
          'choice',
          option,
          chosen.includes(option[0]),
          (id, on) => {
            const others = several ? chosen.filter((one) => one !== id) : [];
            changed(on ? [...others, id] : others);
          },
          several !== undefined,
        ),
      )}
    </div>
    ${fault('choice', missing)}
  </fieldset>`;
}
