/** What people read: an alert about one answer, and the message of the day. Plain text, without the form of a service. */
import type { DigestItem } from './daily-digest.ts';
import { oneLine } from './one-line.ts';
import { ANSWER_RECEIVED, POINTS_EXPIRING, type StoredEvent, TEST_EVENT } from './receiver.ts';

export interface AlertMessage {
  /** One line of the server's own words. */
  readonly title: string;
  /** Lines that may contain words of customers. */
  readonly lines: readonly string[];
}

/** Letters of a customer's text in an alert, and in the message of the day. */
const ALERT_LETTERS = 1_500;
const DIGEST_LETTERS = 200;
/** Comments in the message of the day. */
const MOST_COMMENTS = 10;

/** By type of answer: its name, the highest value, and the highest one of an unhappy customer. */
const SCALES: Readonly<Record<string, { readonly name: string; readonly most: number; readonly unhappy: number }>> = {
  'lojal.nps.answered.v1': { name: 'NPS', most: 10, unhappy: 6 },
  'lojal.csat.answered.v1': { name: 'CSAT', most: 5, unhappy: 2 },
  'lojal.review.answered.v1': { name: 'Review', most: 5, unhappy: 2 },
  'lojal.ces.answered.v1': { name: 'CES', most: 7, unhappy: 0 },
};

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'lojal.choice.answered.v1': 'Choice',
  'lojal.exit.answered.v1': 'Reason for leaving',
  'lojal.points.earned.v1': 'Points earned',
  'lojal.reward.redeemed.v1': 'Rewards redeemed',
  'lojal.code.used.v1': 'Codes used',
  'lojal.tier.changed.v1': 'Tiers changed',
  'lojal.referral.rewarded.v1': 'Referrals rewarded',
  [POINTS_EXPIRING]: 'Points that expire',
};

interface Answer {
  readonly type: string;
  readonly subject?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const answerOf = ({ type, data }: StoredEvent): Answer | undefined =>
  type === ANSWER_RECEIVED ? (data.answer as Answer) : undefined;

const scoreOf = ({ data }: Answer): number => Number(data.score ?? data.rating ?? Number.NaN);

/** Whether people hear of an event at once: of an unhappy customer, and of a test. */
export function isUrgent(event: StoredEvent): boolean {
  const answer = answerOf(event);
  if (!answer) return event.type === TEST_EVENT;
  return scoreOf(answer) <= (SCALES[answer.type]?.unhappy ?? Number.NEGATIVE_INFINITY);
}

/** The alert about an event that is urgent. */
export function alertMessage(event: StoredEvent): AlertMessage {
  const answer = answerOf(event);
  if (!answer) return { title: 'Lojal: test', lines: ['This receiver works.'] };
  const { data, subject } = answer;
  const scale = SCALES[answer.type];
  const { product, order, revision } = data as {
    product?: { id?: unknown; name?: unknown };
    order?: unknown;
    revision?: unknown;
  };
  const facts = [
    ['Customer', subject ?? 'unknown'],
    ['Product', product?.name ?? product?.id],
    ['Order', order],
  ].filter(([, value]) => value !== undefined && value !== '');
  const words = [data.title, data.comment, data.body].filter((text) => typeof text === 'string' && text !== '');
  return {
    title: `${scale?.name} ${scoreOf(answer)} of ${scale?.most}${Number(revision) > 1 ? ' (edited)' : ''}`,
    lines: [
      ...words.map((text) => `“${oneLine(text, ALERT_LETTERS)}”`),
      ...facts.map(([name, value]) => `${name}: ${oneLine(value, DIGEST_LETTERS)}`),
    ],
  };
}

const nameOf = (kind: string): string => SCALES[kind]?.name ?? OTHER_NAMES[kind] ?? kind;

/** How many there were of one kind, with their mean. */
function countLine(kind: string, items: readonly DigestItem[]): string {
  const scores = items.flatMap(({ score }) => (score === null ? [] : [score]));
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return `${nameOf(kind)}: ${items.length}${scores.length > 0 ? `, mean ${Math.round(mean * 10) / 10}` : ''}`;
}

/** The message of the day. @param day the day on which it is sent */
export function digestMessage(day: string, items: readonly DigestItem[]): AlertMessage {
  const kinds = new Map<string, DigestItem[]>();
  for (const item of items) {
    const kind = item.question ?? item.type;
    kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
  }
  const commented = items.filter(({ words }) => words);
  const shown = commented.slice(-MOST_COMMENTS);
  const rest = commented.length - shown.length;
  return {
    title: `Lojal, ${day}: ${items.length} ${items.length === 1 ? 'event' : 'events'} beside alerts`,
    lines: [
      ...[...kinds].map(([kind, some]) => countLine(kind, some)),
      ...shown.map(
        ({ question, score, words }) =>
          `${nameOf(question ?? '')}${score === null ? '' : ` ${score}`}: “${oneLine(words, DIGEST_LETTERS)}”`,
      ),
      ...(rest > 0 ? [`and ${rest} more ${rest === 1 ? 'comment' : 'comments'}`] : []),
    ],
  };
}
