import type { Locale } from '../../locales/locale.ts';
import type { EarnRule, Text } from '../../loyalty/types.ts';

const RULE_NAMES = {
  review: 'byReview',
  nps: 'byNps',
  birthday: 'byBirthday',
  anniversary: 'byAnniversary',
  visit: 'byVisit',
} as const;

/** What a rule is called: the shop's own name, else one by what it rewards. `club` is the name of the program. */
export function ruleName(locale: Locale, { when, name }: EarnRule, club: Text | undefined): string {
  if (name) return locale.text(name);
  if (when !== 'join') return locale.t(RULE_NAMES[when]);
  const own = locale.text(club);
  return own ? locale.t('byJoin', { club: own }) : locale.t('byJoinPlain');
}
