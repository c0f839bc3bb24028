/** "Why did it not show?", for the shop owner: what each rule said, in words, and when it would next say yes. */

import type { Asking, Moment, Rule, RuleName, Verdict } from './rule.ts';
import { asks, due } from './rules.ts';

/** What the engine decided about one question. */
export interface Explanation {
  readonly name: string;
  readonly yes: boolean;
  /** The decision in one sentence. */
  readonly summary: string;
  readonly rules: readonly { readonly rule: RuleName; readonly yes: boolean; readonly words: string }[];
}

const AFTER: Readonly<Record<string, string>> = {
  never: 'this browser has not been told of it: lojal.track() does',
  answered: 'it was answered for that',
  late: 'that is too long ago',
  soon: 'not long enough ago',
};
const URLS: Readonly<Record<string, string>> = {
  denied: 'urls.deny names this page',
  paying: 'nobody is asked while they pay',
  allowed: 'urls.allow does not name this page',
};
const BUSY: Readonly<Record<string, string>> = {
  typing: 'the customer is typing',
  dialog: 'a dialog of the page is open',
  hidden: 'the page is not in view',
  fullscreen: 'something fills the screen',
};

/** A stretch of time, rounded up so that it is never too short. */
export function stretch(ms: number): string {
  const units = [
    [86_400_000, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1000, 'second'],
  ] as const;
  const [unit, name] = units.find(([unit]) => ms >= 2 * unit) ?? [1000, 'second'];
  const n = Math.ceil(ms / unit);
  return `${n} ${name}${n === 1 ? '' : 's'}`;
}

const list = (words: readonly string[]): string => words.join(', ');
const days = (n: number): string => `${n} day${n === 1 ? '' : 's'}`;

/** What a rule asks for, or what was in its way. */
function words({ rule, yes, because = '' }: Verdict, of: Rule, { cooldown }: Pick<Asking, 'cooldown'>): string {
  const { after, segment, again } = of;
  switch (rule) {
    case 'after':
      if (!after) return 'it waits for no event';
      return `${days(after.days)} after "${after.event}"${yes ? '' : `: ${AFTER[because]}`}`;
    case 'urls':
      return yes ? 'this page is for questions' : (URLS[because] ?? '');
    case 'placed':
      return yes ? 'the page has no such question of its own' : 'the page has such a question of its own';
    case 'delay':
      return `${of.delay} s after the page was opened`;
    case 'scroll':
      return of.scroll ? `${of.scroll} % of the page seen` : 'no scrolling needed';
    case 'dwell':
      return of.dwell ? `${of.dwell} s in view` : 'no time in view needed';
    case 'exit':
      return of.exit ? 'when the customer is about to leave' : 'it does not wait for leaving';
    case 'tier':
      return segment.tier.length
        ? `tier ${list(segment.tier)}${yes ? '' : `, and it is ${because || 'not known'}`}`
        : 'any tier';
    case 'orders': {
      const { min, max } = segment.orders;
      const wanted = max < 1e9 ? `${min} to ${max} orders` : min ? `at least ${min} orders` : 'any number of orders';
      return yes ? wanted : `${wanted}, and it is ${because || 'not known'}`;
    }
    case 'lang':
      return segment.lang.length
        ? `language ${list(segment.lang)}${yes ? '' : `, and it is ${because}`}`
        : 'any language';
    case 'sample':
      return of.sample === 1
        ? 'everybody is asked'
        : `${Math.round(of.sample * 1e4) / 100} % of customers are asked; this one is ${yes ? '' : 'not '}among them`;
    case 'shown':
      return `${days(again.shown)} since it was last shown`;
    case 'dismissed':
      return `${days(again.dismissed)} since it was last dismissed`;
    case 'answered':
      return of.kind === 'review' && !again.answered && after
        ? 'once per order'
        : `${days(again.answered || 90)} since it was last answered`;
    case 'showings':
      return `at most ${of.showings} showings without an answer; it had ${because}`;
    case 'cooldown':
      return `${days(cooldown)} since any question came by itself`;
    case 'visit':
      return yes ? 'no question came by itself on this visit' : 'a question came by itself on this visit';
    case 'showing':
      return yes ? 'no other question is in view' : `"${because}" is in view`;
    case 'busy':
      return yes ? 'the customer is not busy' : (BUSY[because] ?? '');
  }
}

/** @param verdicts what `judge` gave for this rule at this moment */
export function explain(
  rule: Rule,
  asking: Pick<Asking, 'cooldown'>,
  { now }: Pick<Moment, 'now'>,
  verdicts: readonly Verdict[],
): Explanation {
  const yes = asks(verdicts);
  const no = verdicts.filter((one) => !one.yes);
  const next = due(verdicts, now);
  const when = Number.isFinite(next) ? ` By time alone it will be in ${stretch(next - now)}.` : '';
  return {
    name: rule.name,
    yes,
    summary: yes
      ? `${rule.name}: yes, every rule agrees.`
      : `${rule.name}: not now; ${no.length} of ${verdicts.length} rules say no.${when}`,
    rules: verdicts.map((one) => ({
      rule: one.rule,
      yes: one.yes,
      words: words(one, rule, asking) + (one.yes || one.at === undefined ? '' : ` (in ${stretch(one.at - now)})`),
    })),
  };
}

/** As lines of text, those that say no first. */
export const toText = ({ summary, rules }: Explanation): string =>
  [
    summary,
    ...[...rules]
      .sort((a, b) => +a.yes - +b.yes)
      .map(({ rule, yes, words }) => `${yes ? 'yes' : 'no '} ${rule}: ${words}`),
  ].join('\n');
