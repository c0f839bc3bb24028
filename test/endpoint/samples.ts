import { randomBytes } from 'node:crypto';

/** A fresh id, minted as the widget mints it. */
export const mint = () => randomBytes(16).toString('hex');

/** An event around data, with its own id. */
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
