import type { Locale } from '../../locales/locale.ts';
import type { ProgramReward } from '../../loyalty/types.ts';
import { durationWords } from '../club/duration-words.ts';
import { roundMoney } from '../club/round-money.ts';

/** Whose a reward is, and what its code needs, one sentence each. `currency` is the program's. */
export function rewardConditions(locale: Locale, reward: ProgramReward, currency: string): string[] {
  const { minimum, partner, cause, expireAfter } = reward;
  return [
    ...(partner ? [locale.t('fromPartner', { partner: locale.text(partner) })] : []),
    ...(cause ? [locale.t('forCause', { cause: locale.text(cause) })] : []),
    ...(minimum ? [locale.t('minimumOrder', { money: roundMoney(locale, minimum, currency) })] : []),
    ...(expireAfter ? [locale.t('validFor', { duration: durationWords(locale, expireAfter) })] : []),
  ];
}
