import type { Translator } from '../shared/translator.ts';
import type { RuleChangeData, WordingData } from './score-data.ts';

/** What changed in the question during one step of a series. */
export interface StepChanges {
  /** A few words for the chart. */
  readonly mark: string | undefined;
  /** Sentences for the table. */
  readonly notes: string[];
}

/**
 * Scores before and after such a change cannot be compared.
 *
 * @param step its first day, and the first day after it
 * @param wordings in their order. A wording counts in the step of its first answer; the first one is no change
 */
export function changesOf(
  words: Translator,
  step: { readonly from: string; readonly until: string },
  wordings: readonly WordingData[],
  rules: readonly RuleChangeData[],
): StepChanges {
  const isInStep = (day: string) => day >= step.from && day < step.until;
  const hasWording = wordings.slice(1).some(({ first }) => isInStep(first));
  const changes = rules.filter(({ from }) => isInStep(from));
  const nameOf = (key: string) => {
    const label = `programFields.${key}`;
    return words.has(label) ? words.t(label) : key;
  };
  const notes = changes.map(({ from, changed }) =>
    words.t('scores.rulesOf', { day: words.day(from), what: changed.map(nameOf).join(', ') }),
  );
  const marks = [...(hasWording ? ['newWording'] : []), ...(changes.length > 0 ? ['newRules'] : [])] as const;
  const [first] = marks;
  const mark = marks.length > 1 ? 'scores.newBoth' : first && (`scores.${first}` as 'scores.newWording');
  return { mark: mark && words.t(mark), notes };
}
