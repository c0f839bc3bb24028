/** Answers as the owner's routes give them. */
import type { Answer } from '../../src/owner/api/answer-types.ts';
import { ces, choice, csat, exit, mint, nps, review } from '../server/samples.ts';

type Event = Answer['event'];

const WORDS = [
  'The parcel took nine days, and nobody told me why. Third time now.',
  'Snabb leverans och fint packat!',
  'Great selection, but the checkout is slow on my phone.',
  '',
  'Vinylen var bøyd, men jeg fikk en ny med en gang. Takk!',
];

export function answerOf(event: object, more: Partial<Answer> = {}): Answer {
  const posted = event as Event & { readonly id: string };
  return {
    id: posted.id,
    event: posted,
    received: posted.time,
    verified: true,
    revision: posted.data.revision,
    handled: false,
    tags: [],
    cursor: '1',
    ...(posted.type.includes('review') && { state: 'pending' as const }),
    ...more,
  };
}

/** The n-th of many answers, the newest first: all kinds in turn, from minutes to months old. */
export function sampleAnswer(n: number): Answer {
  const id = mint();
  const time = new Date(Date.now() - n * 47 * 60_000).toISOString();
  const more = { id, time, subject: n % 7 === 5 ? undefined : `c_${1042 + n}` };
  const comment = WORDS[n % WORDS.length];
  const lang = n % 5 === 1 ? 'sv' : n % 5 === 4 ? 'nb' : 'en';
  const kinds = [
    () => nps({ score: (n * 3) % 11, comment, lang, contact: n % 3 === 0 }, more),
    () => review({ rating: 1 + (n % 5), lang: 'en' }, more),
    () => csat({ score: 1 + (n % 5), comment, lang }, more),
    () => nps({ score: n % 7, comment, lang, contact: true }, more),
    () => ces({ score: 1 + (n % 7), comment, lang }, more),
    () => choice({}, more),
    () => exit({}, more),
  ];
  const make = kinds[n % kinds.length] as () => object;
  return answerOf(make(), { handled: n % 6 === 4, ...(n % 14 === 1 && { state: 'suspect' }) });
}
