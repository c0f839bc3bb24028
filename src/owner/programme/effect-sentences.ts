import type { Translator } from '../shared/translator.ts';
import { summaryOf, tierName } from './effect-summary.ts';
import type { EffectData } from './program-types.ts';

export interface EffectSentence {
  readonly text: string;
  /** Whether customers lose something. */
  readonly isBad: boolean;
}

/** What a changed program does to customers, in sentences. `before` and `after` are the programs. */
export function effectSentences(
  words: Translator,
  effect: EffectData,
  before: unknown,
  after: unknown,
): readonly EffectSentence[] {
  const { customers, changed, debtors, changes } = effect;
  if (changed === 0) return [{ text: words.t('programme.effectNone', { n: customers }), isBad: false }];
  const { moves, fewerPoints, morePoints, worthLess, isComplete } = summaryOf(effect, before, after);
  const [language = ''] = words.tag.split('-');
  const nameOf = (id: string | undefined): string =>
    id === undefined ? words.t('programme.noTier') : tierName(id, language, after, before);
  const owing = debtors.after - debtors.before;
  return [
    { text: words.t('programme.effectChanged', { n: changed, all: customers }), isBad: false },
    ...moves.map(({ before: old, after: now, isUp, n }) =>
      isUp
        ? {
            text: `${words.t('programme.reaches', { n, tier: nameOf(now) })} (${nameOf(old)} → ${nameOf(now)})`,
            isBad: false,
          }
        : {
            text: `${words.t('programme.loses', { n, tier: nameOf(old) })} (${nameOf(old)} → ${nameOf(now)})`,
            isBad: true,
          },
    ),
    ...(fewerPoints > 0 ? [{ text: words.t('programme.fewerPoints', { n: fewerPoints }), isBad: true }] : []),
    ...(morePoints > 0 ? [{ text: words.t('programme.morePoints', { n: morePoints }), isBad: false }] : []),
    ...(worthLess > 0 ? [{ text: words.t('programme.worthLess', { n: worthLess }), isBad: true }] : []),
    ...(owing > 0 ? [{ text: words.t('programme.debtors', { n: owing }), isBad: true }] : []),
    ...(isComplete ? [] : [{ text: words.t('programme.firstOnly', { n: changes.length }), isBad: false }]),
  ];
}
