/** The options among which a customer chooses. */
import { ID_LETTERS, MOST_OPTIONS } from './config-limits.ts';
import type { Value } from './vocabulary.ts';
import { isFilledText, own, readTextSetting, type SettingReader } from './wording.ts';
import type { wordingDeclaration } from './wording-declaration.ts';

/** One option. `id` is the shop's own, and no two options of a question have the same. */
export type ChoiceOption = NonNullable<Value<typeof wordingDeclaration>['options']>[number];

function readOption(value: unknown): ChoiceOption | undefined {
  // A text alone is its own id.
  if (isFilledText(value, ID_LETTERS)) return { id: value, text: value };
  const [id, text] = [own(value, 'id'), readTextSetting(own(value, 'text'))];
  return isFilledText(id, ID_LETTERS) && text !== undefined ? { id, text } : undefined;
}

/** The options of a list that can be used, each id once; nothing where there are none. */
export const choiceOptions: SettingReader<readonly ChoiceOption[]> = [
  (value) => {
    const made = new Map<string, ChoiceOption>();
    for (const one of Array.isArray(value) ? [...value].map((one) => readOption(one)) : [])
      if (one && !made.has(one.id)) made.set(one.id, one);
    return made.size ? [...made.values()].slice(0, MOST_OPTIONS) : undefined;
  },
  `a list of 1 to ${MOST_OPTIONS} texts or { id, text }, no two alike`,
];

/** Id of the option "something else". Its text field is shown once the option is chosen. */
export const OTHER = 'other';

/**
 * The options in the order in which they are shown, at most as many as an answer may hold. "Something else" comes last.
 *
 * @param other the option "something else", unless the list has its own
 * @param place of an option among the others
 */
export function orderOptions(
  list: readonly ChoiceOption[],
  other: ChoiceOption | undefined,
  place: (id: string) => number,
): readonly ChoiceOption[] {
  const last = list.find(({ id }) => id === OTHER) ?? other;
  const first = list.filter(({ id }) => id !== OTHER).slice(0, MOST_OPTIONS - (last ? 1 : 0));
  first.sort((a, b) => place(a.id) - place(b.id));
  return last ? [...first, last] : first;
}
