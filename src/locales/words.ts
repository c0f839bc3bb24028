/** The types of the texts: which keys a language has. */
import type { Forms } from '../loyalty/types.ts';
import type { ElementWords } from '../registry.ts';
import type { activity } from './en.activity.ts';
import type { balance } from './en.balance.ts';
import type { card } from './en.card.ts';
import type { club } from './en.club.ts';
import type { earn } from './en.earn.ts';
import type { message } from './en.message.ts';
import type { nps } from './en.nps.ts';
import type { panel } from './en.panel.ts';
import type { product } from './en.product.ts';
import type { prompt } from './en.prompt.ts';
import type { referral } from './en.referral.ts';
import type { review } from './en.review.ts';
import type { rewards } from './en.rewards.ts';
import type { survey } from './en.survey.ts';
import type { en } from './en.ts';

/** Keys that are shown with a number: a text that fits every number, or one text for each plural form. */
export type CountedKey =
  | 'points'
  | 'orders'
  | 'pending'
  | 'expiring'
  | 'toReward'
  | 'changed'
  | 'toLevel'
  | 'cartShort'
  | 'left'
  | 'stars'
  | 'youGetPer'
  | 'mostFriends'
  | 'waitingGroup'
  | 'nearLevel'
  | 'expireOn'
  | 'birthdayPoints';

/** The keys of some English words. A language file with a missing key does not compile. */
type Words<English> = { readonly [Key in keyof English]: Key extends CountedKey ? string | Forms : string };

/** What only some languages need for points and tiers. */
interface BalanceExtras {
  /** How the first day of a month is written, where `Intl` writes a plain 1: `1er`. */
  readonly first?: string;
}

/** Questions that some languages cannot ask of a shop and of a product in the same words. */
interface QuestionExtras {
  /** In place of `npsQuestion`, `csatQuestion`, … when a product is asked about. */
  readonly npsProduct?: string;
  readonly csatProduct?: string;
  readonly cesProduct?: string;
  readonly choiceProduct?: string;
  /** In place of `reviewHeading` when the shop is reviewed. */
  readonly reviewShop?: string;
}

/** Does not compile where the English texts of an element of the registry are missing. */
type EveryElement<English extends Readonly<Record<ElementWords, object>>> = English;

/** The English texts that belong to elements, by file. */
type English = EveryElement<{
  balance: typeof balance;
  nps: typeof nps;
  review: typeof review;
  survey: typeof survey;
  earn: typeof earn;
  rewards: typeof rewards;
  referral: typeof referral;
  activity: typeof activity;
  product: typeof product;
  message: typeof message;
  panel: typeof panel;
}>;

/** The files of English texts of the elements that earn and redeem. */
type ClubFile = 'earn' | 'rewards' | 'referral' | 'activity' | 'product' | 'message' | 'panel';

/** The keys of several files as one type. */
type All<Parts extends object> = { [Key in keyof Parts]: (part: Parts[Key]) => void }[keyof Parts] extends (
  part: infer Part,
) => void
  ? Part
  : never;

/** The language file for points and tiers. */
export type Balances = Words<typeof en & English['balance']> & BalanceExtras;
/** The language file for questions. It repeats the keys of `en`, because a page may load only one of the two files. */
export type Questions = Words<typeof en & typeof prompt & typeof card & All<Omit<English, 'balance' | ClubFile>>> &
  QuestionExtras;
/** The language file for earning and redeeming. It is loaded together with the one for points and tiers. */
export type ClubWords = Words<typeof club & All<Pick<English, ClubFile>>>;
/** A whole language. */
export type Language = Balances & Questions & ClubWords;

/** The shop's own texts, by language and key. */
export type Overrides = Readonly<Record<string, Readonly<Record<string, string | Forms>>>>;
