/** The verdict of one rule in words. */
import { ANY_ORDERS } from '../config/ask-declaration.ts';
import { countText } from './duration-text.ts';
import type { AskingRules, Rule, RuleVerdict } from './rule.ts';

const AFTER: Readonly<Record<string, string>> = {
  never: 'This browser has no such event; report it with lojal.track()',
  answered: 'The customer has answered for this event already',
  late: 'The event is too long ago',
  soon: 'The event is too recent',
};
const URLS: Readonly<Record<string, string>> = {
  denied: 'urls.deny contains this page',
  paying: 'This is a checkout page, and no question shows there',
  'not-allowed': 'urls.allow does not contain this page',
};
const BUSY: Readonly<Record<string, string>> = {
  typing: 'The customer is typing',
  dialog: 'A dialog of the page is open',
  hidden: 'The page is in the background',
  fullscreen: 'The page is in full screen',
};

const list = (words: readonly string[]): string => words.join(' or ');
const percent = (part: number): number => Math.round(part * 1e4) / 100;
const days = (n: number): string => countText(n, 'day');

/** What the rule wants and, for a no, what is the case. Sentences without the final period. */
export function verdictSentences(
  { rule, yes, because = '' }: RuleVerdict,
  of: Rule,
  { cooldown }: Pick<AskingRules, 'cooldown'>,
): readonly (string | false | undefined)[] {
  const { after, segment, again, holdout } = of;
  const noun = of.kind === 'message' ? 'message' : 'question';
  const no = (state: string | undefined): string | false | undefined => !yes && state;
  const known = (noun: string): string | false | undefined =>
    no(because ? `The ${noun} is ${because}` : `The ${noun} is not known`);
  const last = (n: number, what: string): string[] => [
    n ? `At least ${days(n)} since the ${noun} was ${what}` : `The ${noun} can show again after it was ${what}`,
  ];
  switch (rule) {
    case 'wished':
      return [yes ? 'The shop wants this customer to be asked' : 'The customer was asked what the shop wanted'];
    case 'message':
      return [because];
    case 'after':
      return after
        ? [`${days(after.days)} after "${after.event}", for ${days(after.within)}`, no(AFTER[because])]
        : ['No event is needed'];
    case 'urls':
      return [yes ? 'Questions can show on this page' : URLS[because]];
    case 'placed':
      return [yes ? 'The page has no such question in its HTML' : 'The page has such a question in its HTML'];
    case 'delay':
      return [`At least ${countText(of.delay, 'second')} since the page was opened`];
    case 'scroll':
      return of.scroll
        ? [`The customer must see ${of.scroll} % of the page`, no('The customer has not scrolled that far')]
        : ['No scrolling is needed'];
    case 'dwell':
      return of.dwell
        ? [`The page must be in view for ${countText(of.dwell, 'second')}`]
        : ['No time in view is needed'];
    case 'exit':
      return of.exit
        ? ['The customer must be about to leave', no('The customer is not about to leave')]
        : ['The customer need not be about to leave'];
    case 'tier':
      return segment.tier.length ? [`Only for level ${list(segment.tier)}`, known('level')] : ['For every level'];
    case 'orders': {
      const { min, max } = segment.orders;
      const wanted = max < ANY_ORDERS ? `${min} to ${max} orders` : min ? `at least ${countText(min, 'order')}` : '';
      return [wanted ? `Only for customers with ${wanted}` : 'For any number of orders', known('number of orders')];
    }
    case 'lang':
      return segment.lang.length
        ? [`Only for language ${list(segment.lang)}`, known('language')]
        : ['For every language'];
    case 'sample':
      if (holdout !== undefined)
        return holdout
          ? [
              `${percent(holdout)} % of customers are left out`,
              yes ? 'This customer is not one of them' : 'This customer is one of them',
            ]
          : ['No customer is left out'];
      return of.sample === 1
        ? ['Every customer is asked']
        : [
            `${percent(of.sample)} % of customers are asked`,
            yes ? 'This customer is one of them' : 'This customer is not one of them',
          ];
    case 'shown':
      return last(again.shown, 'shown');
    case 'dismissed':
      return last(again.dismissed, 'dismissed');
    case 'answered':
      return of.kind === 'review' && !again.answered && after
        ? ['Once for each order']
        : last(again.answered, 'answered');
    case 'showings':
      return [
        `At most ${countText(of.showings, 'time')} without an answer`,
        `The question was shown ${countText(Number(because), 'time')}`,
      ];
    case 'cooldown':
      return [
        cooldown ? `At least ${days(cooldown)} since any question showed` : 'No time since another question is needed',
      ];
    case 'visit':
      return [yes ? 'No question has shown in this visit' : 'At most one question in a visit, and one has shown'];
    case 'showing':
      return [yes ? 'No other question is open' : `The question "${because}" is open`];
    case 'busy':
      return yes ? ['The customer can be interrupted'] : [BUSY[because]];
  }
}
