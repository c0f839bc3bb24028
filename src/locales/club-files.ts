/** The language files of the elements that earn and redeem. The type requires the same languages as `balanceFiles`. */
import { balanceFiles, type Files } from './languages.ts';
import type { Balances, ClubWords } from './words.ts';

const own = {
  sv: () => import('./sv.club.ts'),
  nb: () => import('./nb.club.ts'),
  da: () => import('./da.club.ts'),
  fi: () => import('./fi.club.ts'),
  de: () => import('./de.club.ts'),
  fr: () => import('./fr.club.ts'),
  es: () => import('./es.club.ts'),
  nl: () => import('./nl.club.ts'),
  it: () => import('./it.club.ts'),
  pt: () => import('./pt.club.ts'),
  pl: () => import('./pl.club.ts'),
  ar: () => import('./ar.club.ts'),
} satisfies Readonly<Record<keyof typeof balanceFiles, () => Promise<{ default: ClubWords }>>>;

/** Each file together with that of points and tiers, which has the forms of amounts and money. */
export const clubFiles = Object.fromEntries(
  (Object.keys(own) as (keyof typeof own)[]).map((tag) => [
    tag,
    async () => {
      const [balance, club] = await Promise.all([balanceFiles[tag](), own[tag]()]);
      return { default: { ...balance.default, ...club.default } };
    },
  ]),
) as Files<Balances & ClubWords>;
