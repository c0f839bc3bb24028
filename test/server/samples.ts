import { randomBytes } from 'node:crypto';

/** The owner's key of the tests. */
export const KEY = 'owner-key-of-the-tests-0123456789';

/** A new id, in the format of the widget. */
export const mint = () => randomBytes(16).toString('hex');

/** An event with the given data and a new id. */
function event(type: string, data: object, more: object) {
  return {
    specversion: '1.0',
    id: mint(),
    source: 'https://shop.example',
    type,
    time: '2026-11-21T20:11:05.123Z',
    subject: 'c_1042',
    datacontenttype: 'application/json',
    data,
    ...more,
  };
}

/** A valid NPS event; `data` and `more` change or add fields. */
export function nps(data: object = {}, more: object = {}) {
  return event('lojal.nps.answered.v1', { score: 9, comment: 'Fast delivery', lang: 'sv', revision: 1, ...data }, more);
}

export const consent = {
  publish: true,
  scopes: ['site', 'marketing'],
  text: 'You may publish my review.',
  version: '2026-01',
  at: '2026-11-21T20:11:00Z',
};

/** A valid review event with every field. */
export function review(data: object = {}, more: object = {}) {
  const all = {
    rating: 5,
    title: 'Warm and clear',
    body: 'Sounds better than the tape I wore out.\n🎵',
    author: { name: 'Ana Lind', display: 'initial' },
    product: { id: 'lp-7', name: 'Blue Lines', url: 'https://shop.example/lp-7' },
    order: '10042',
    consent,
    incentive: '50 points',
    purpose: 'review',
    lang: 'en',
    revision: 1,
  };
  return event('lojal.review.answered.v1', { ...all, ...data }, more);
}

/** `asked` of the widget's own NPS question. */
export const asked = {
  text: 'How likely are you to recommend Nord Records to a friend or colleague?',
  version: 'lojal-1',
  at: '2026-11-21T20:10:41.007Z',
  page: '/account/orders',
};

/** A valid CSAT event. */
export function csat(data: object = {}, more: object = {}) {
  const text = 'How satisfied are you with Nord Records?';
  const all = { score: 4, comment: 'Careful packing', asked: { ...asked, text }, lang: 'en', revision: 1 };
  return event('lojal.csat.answered.v1', { ...all, ...data }, more);
}

/** A valid CES event. */
export function ces(data: object = {}, more: object = {}) {
  const text = 'Nord Records made it easy for me to send a record back.';
  const all = { score: 6, comment: 'One click', asked: { ...asked, text }, lang: 'en', revision: 1 };
  return event('lojal.ces.answered.v1', { ...all, ...data }, more);
}

const question = { text: 'Vilka värden håller dig kvar?', version: '2026-11' };

/** A valid choice event: two options of the shop, and "something else". */
export function choice(data: object = {}, more: object = {}) {
  const all = {
    choices: ['sound', 'people', 'other'],
    texts: ['Ljudet, alltid', 'De som packar', 'Något annat'],
    other: 'Omslagen',
    asked: { ...asked, ...question },
    lang: 'sv',
    revision: 1,
  };
  return event('lojal.choice.answered.v1', { ...all, ...data }, more);
}

/** A valid exit event. */
export function exit(data: object = {}, more: object = {}) {
  const all = {
    choices: ['price'],
    texts: ['It costs too much'],
    comment: 'Shipping above all',
    asked: { ...asked, text: 'Why are you leaving?' },
    lang: 'en',
    revision: 1,
  };
  return event('lojal.exit.answered.v1', { ...all, ...data }, more);
}
