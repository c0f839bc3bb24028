/** What our tags take in the markup of a framework, by tag. A test compares the names with the elements. Types only. */
import type { LojalActivity } from '../elements/activity/activity.ts';
import type { LojalEarn } from '../elements/earn/earn.ts';
import type { LojalMessage } from '../elements/message/customer-message.ts';
import type { LojalNps } from '../elements/nps/nps.ts';
import type { LojalPanel } from '../elements/panel/panel.ts';
import type { LojalPoints } from '../elements/points/points.ts';
import type { LojalProductPoints } from '../elements/product-points/product-points.ts';
import type { ClaimedEvent } from '../elements/referral/claimed-event.ts';
import type { LojalReferral } from '../elements/referral/referral.ts';
import type { LojalReview } from '../elements/review/review.ts';
import type { LojalRewards } from '../elements/rewards/rewards.ts';
import type {
  AnswerEvent,
  ClosedEvent,
  DismissEvent,
  LevelEvent,
  OutcomeEvent,
  ShownEvent,
} from '../elements/shared/events.ts';
import type { LojalSurvey } from '../elements/survey/survey.ts';
import type { LojalTier } from '../elements/tier/tier.ts';
import type { LojalProgram } from '../provider/program.ts';
import type { ElementTag, Part } from '../registry.ts';

/** Refuses to compile where a tag of the registry is missing. */
type EveryTag<Elements extends Readonly<Record<ElementTag, HTMLElement>>> = Elements;

/** The class of each element, by its tag. */
export type Tags = EveryTag<{
  'lojal-points': LojalPoints;
  'lojal-tier': LojalTier;
  'lojal-nps': LojalNps;
  'lojal-review': LojalReview;
  'lojal-survey': LojalSurvey;
  'lojal-earn': LojalEarn;
  'lojal-rewards': LojalRewards;
  'lojal-referral': LojalReferral;
  'lojal-activity': LojalActivity;
  'lojal-product-points': LojalProductPoints;
  'lojal-message': LojalMessage;
  'lojal-panel': LojalPanel;
  'lojal-program': LojalProgram;
}>;

type Prompt = 'mode' | 'name' | 'lang' | 'productName';
type Totals = 'points' | 'pending' | 'spend' | 'orders';

/** Their properties that have an attribute. */
interface Attributed {
  'lojal-points': 'points' | 'pending' | 'expiring' | 'expires' | 'label' | 'variant' | 'lang';
  'lojal-tier': 'value' | 'metric' | 'variant' | 'cart' | 'lang';
  'lojal-nps': Prompt | 'testimonial';
  'lojal-review': Prompt | 'product' | 'productUrl' | 'order' | 'rating' | 'purpose';
  'lojal-survey': Prompt | 'kind' | 'question' | 'options' | 'several' | 'other';
  'lojal-earn': 'lang';
  'lojal-rewards': 'lang';
  'lojal-referral': 'lang';
  'lojal-activity': 'limit' | 'lang';
  'lojal-product-points': 'price' | 'product' | 'quantity' | 'lang';
  'lojal-message': 'name' | 'lang';
  'lojal-panel': 'position' | 'label' | 'lang';
  'lojal-program':
    | Totals
    | 'src'
    | 'account'
    | 'endpoint'
    | 'server'
    | 'customer'
    | 'currency'
    | 'lang'
    | 'storage'
    | 'bridge'
    | 'colorScheme'
    | 'contentType'
    | 'privacyUrl'
    | 'test';
}

/** Their properties that have none: rich values. */
interface Rich {
  'lojal-points': never;
  'lojal-tier': 'tiers';
  'lojal-nps': never;
  'lojal-review': never;
  'lojal-survey': never;
  'lojal-earn': never;
  'lojal-rewards': never;
  'lojal-referral': never;
  'lojal-activity': never;
  'lojal-product-points': never;
  'lojal-message': 'message';
  'lojal-panel': 'open';
  'lojal-program': 'rules' | 'identity';
}

interface QuestionEvents {
  'lojal-answer': AnswerEvent;
  'lojal-dismiss': DismissEvent;
  'lojal-shown': ShownEvent;
  'lojal-closed': ClosedEvent;
  'lojal-sent': OutcomeEvent;
  'lojal-queued': OutcomeEvent;
  'lojal-failed': OutcomeEvent;
}

/** The events that each raises, or that reach it from the elements inside. */
export interface Events {
  'lojal-points': Record<never, never>;
  'lojal-tier': { 'lojal-near': LevelEvent; 'lojal-up': LevelEvent };
  'lojal-nps': QuestionEvents;
  'lojal-review': QuestionEvents;
  'lojal-survey': QuestionEvents;
  'lojal-earn': Record<never, never>;
  'lojal-rewards': Record<never, never>;
  'lojal-referral': { 'lojal-claimed': ClaimedEvent };
  'lojal-activity': Record<never, never>;
  'lojal-product-points': Record<never, never>;
  'lojal-message': { 'lojal-dismiss': DismissEvent; 'lojal-shown': ShownEvent; 'lojal-closed': ClosedEvent };
  'lojal-panel': { 'lojal-opened': CustomEvent<readonly Part[]>; 'lojal-claimed': ClaimedEvent };
  'lojal-program': QuestionEvents & { 'lojal-near': LevelEvent; 'lojal-up': LevelEvent };
}

/** `productName` → `product-name`. */
export type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : Name;

/** A number and a list may also be written as text, as in HTML, and a boolean as its bare name. */
type Written<Value> =
  | Value
  | (Value extends number ? `${number}` : never)
  | (Value extends boolean ? '' : never)
  | (Value extends readonly unknown[] ? string : never)
  | undefined;

/**
 * What may be written on a tag: attributes by their own names, since those in camel case would be no attribute where a
 * page is rendered on a server; and rich values, which frameworks set as properties.
 */
export type Props<Tag extends keyof Tags> = {
  readonly [Name in Attributed[Tag] & keyof Tags[Tag] & string as Kebab<Name>]?: Written<Tags[Tag][Name]>;
} & {
  readonly [Name in Rich[Tag] & keyof Tags[Tag]]?: Tags[Tag][Name] | undefined;
};

/** The attributes by the names of their properties: Vue's check of templates reads `product-name` as `productName`. */
export type Camel<Tag extends keyof Tags> = {
  readonly [Name in Attributed[Tag] & keyof Tags[Tag]]?: Written<Tags[Tag][Name]>;
};

/** What listens to its events, by the name that a framework gives to it. */
export type Handlers<Tag extends keyof Tags, Prefix extends string> = {
  readonly [Name in keyof Events[Tag] & string as `${Prefix}${Name}`]?:
    | ((event: Events[Tag][Name] & { readonly currentTarget: Tags[Tag] }) => void)
    | undefined;
};
