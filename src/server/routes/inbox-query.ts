/** Reads the query of the owner's inbox. */
import { isDate } from '../../loyalty/dates.ts';
import { QUESTIONS } from '../../registry.ts';
import type { InboxFilter } from '../inbox/search-answers.ts';
import { reviewStates } from '../moderation.ts';
import { Problem } from '../problem.ts';
import { isStorable } from '../storable.ts';
import { isSubject } from '../validate.ts';

/** The kinds of answers, by the type of the event. */
const kinds = Object.keys(QUESTIONS);

/** The type of the event that answers a kind of question. */
export const answerType = (kind: string): string => `lojal.${kind}.answered.v1`;

/** The parameters that choose answers. */
const CHOICES = [
  'q',
  'kind',
  'score',
  'contact',
  'state',
  'tier',
  'product',
  'lang',
  'from',
  'until',
  'handled',
  'subject',
  'verified',
];
/** The others. */
const OTHERS = ['limit', 'before', 'format'];

/** The most letters of a parameter. */
const MOST_LETTERS = 200;

export interface InboxQuery {
  readonly filter: InboxFilter;
  /** The id of the tier that the customer has now. */
  readonly tier: string | undefined;
  /** The most answers; nothing for all. */
  readonly limit: number | undefined;
  readonly before: string | undefined;
  readonly format: 'json' | 'ndjson' | 'csv' | 'csv-semicolon';
}

export function readFlag(name: string, value: string | undefined): boolean | undefined {
  if (value === undefined || value === 'true' || value === 'false') return value && value === 'true';
  throw new Problem(400, `${name} must be true or false.`);
}

function readScore(value: string): Pick<InboxFilter, 'score' | 'unhappy'> {
  if (value === 'unhappy') return { unhappy: true };
  const [, low, high = low] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(value) ?? [];
  if (low === undefined || Number(low) > Number(high))
    throw new Problem(400, 'score must be a number, a range as 0-6, or unhappy.');
  return { score: [Number(low), Number(high)] };
}

function readKinds(value: string): readonly string[] {
  const given = value.split(',');
  if (!given.every((one) => kinds.includes(one))) throw new Problem(400, `kind must be some of ${kinds.join(', ')}.`);
  return given.map(answerType);
}

/** Whether a text is a day that the database reads, also in every time zone. */
export const isDay = (text: string): boolean => isDate(text) && text >= '1900';

function readDay(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && !isDay(value)) throw new Problem(400, `${name} must be a day, as 2026-12-31.`);
  return value;
}

function readFormat(format: string | undefined, accept: string | undefined): InboxQuery['format'] {
  const formats = ['json', 'ndjson', 'csv', 'csv-semicolon'] as const;
  if (format === undefined) {
    if (accept?.includes('application/json')) return 'json';
    return accept?.includes('text/csv') ? 'csv' : 'ndjson';
  }
  const known = formats.find((one) => one === format);
  if (!known) throw new Problem(400, `format must be ${formats.join(', ')}.`);
  return known;
}

/**
 * @param accept the request's `Accept` header, used if the query has no `format`
 * @throws Problem 400 for an unknown parameter or value: ignoring a condition would show more than intended
 */
export function readInboxQuery(
  query: URLSearchParams,
  accept: string | undefined,
  timeZone: string | undefined,
): InboxQuery {
  const stray = [...query.keys()].find((name) => ![...CHOICES, ...OTHERS].includes(name));
  if (stray !== undefined) throw new Problem(400, `The parameters are ${[...CHOICES, ...OTHERS].join(', ')}.`);
  const get = (name: string) => query.get(name) || undefined;
  const long = [...query].find(([, value]) => value.length > MOST_LETTERS || !isStorable(value));
  if (long) throw new Problem(400, `A parameter has at most ${MOST_LETTERS} letters, and no NUL.`);
  const state = reviewStates.find((one) => one === get('state'));
  if (get('state') !== undefined && !state) throw new Problem(400, `state must be ${reviewStates.join(' or ')}.`);
  const subject = get('subject');
  if (subject !== undefined && !isSubject(subject)) throw new Problem(400, "subject must be one customer's id.");
  const before = get('before');
  if (before !== undefined && !/^\d{1,17}-[A-Za-z0-9_-]{1,64}$/.test(before))
    throw new Problem(400, 'before must be the cursor of an answer.');
  const format = readFormat(get('format'), accept);
  const limit = get('limit') ?? (format === 'json' ? '50' : undefined);
  if (limit !== undefined && (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > 500))
    throw new Problem(400, 'limit must be from 1 to 500.');
  const [kind, score] = [get('kind'), get('score')];
  return {
    filter: {
      q: get('q'),
      types: kind === undefined ? undefined : readKinds(kind),
      ...(score !== undefined && readScore(score)),
      contact: readFlag('contact', get('contact')),
      state,
      product: get('product'),
      lang: get('lang'),
      subject,
      verified: readFlag('verified', get('verified')),
      handled: readFlag('handled', get('handled')),
      from: readDay('from', get('from')),
      until: readDay('until', get('until')),
      timeZone,
    },
    tier: get('tier'),
    limit: limit === undefined ? undefined : Number(limit),
    before,
    format,
  };
}
