import { type ChoiceOption, OTHER, orderOptions } from '../../config/choice-options.ts';
import type { Locale } from '../../locales/locale.ts';

/** The reasons to leave where the shop gives none. */
const REASONS = ['price', 'unused', 'better', 'service'] as const;

/** The shop's settings of a list of answers. Without a value, the default of the kind applies. */
interface Settings {
  readonly exit: boolean;
  readonly given: readonly ChoiceOption[] | undefined;
  readonly other: boolean | undefined;
  readonly shuffle: boolean | undefined;
}

/**
 * `[id, text]` of the answers, in the order shown.
 *
 * @param sortKeys the random sort key of each answer; new ones are added
 */
export function listOptions(
  locale: Locale,
  { exit, given, other = exit && !given, shuffle = true }: Settings,
  sortKeys: Map<string, number>,
): readonly (readonly [string, string])[] {
  const list = given ?? (exit ? REASONS.map((id) => ({ id, text: locale.t(id) })) : []);
  if (!list.length) return [];
  const last = other ? { id: OTHER, text: locale.t(exit ? 'otherReason' : 'otherChoice') } : undefined;
  const shown = orderOptions(list, last, (id) => {
    if (!sortKeys.has(id)) sortKeys.set(id, Math.random());
    return (shuffle && sortKeys.get(id)) || 0;
  });
  return shown.map(({ id, text }) => [id, locale.text(text)]);
}
