import { html, nothing, type TemplateResult } from 'lit';
import { fieldError, optionField } from '../question/fields.ts';

/** A question with a list of answers. */
export interface ChoiceField {
  readonly question: string;
  /** `[id, text]` of each answer. */
  readonly options: readonly (readonly [string, string])[];
  /** Ids of the chosen answers. */
  readonly chosen: readonly string[];
  /** The hint that several answers may be chosen; `undefined` where only one may. */
  readonly several: string | undefined;
  /** The error message where none was chosen. */
  readonly missing: string | undefined;
}

/** A list of answers: radio buttons, or checkboxes where several may be chosen. */
export function choiceField(
  { question, options, chosen, several, missing }: ChoiceField,
  changed: (chosen: readonly string[]) => void,
): TemplateResult {
  const described = [several && 'several', missing && 'choice-error'].filter((id) => id).join(' ');
  return html`<fieldset aria-describedby=${described || nothing}>
    <legend class="question" part="question">${question}</legend>
    ${several ? html`<p class="quiet hint" id="several">${several}</p>` : nothing}
    <div class="choices">
      ${options.map((option) =>
        optionField(
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
    ${fieldError('choice', missing)}
  </fieldset>`;
}
