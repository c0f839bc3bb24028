/** The routes behind Today, the customer and the settings. */
import type { Answer } from '../../src/owner/api/answer-types.ts';

const metric = (value: number, change: number, half: number, n: number) => ({
  value,
  low: value - half,
  high: value + half,
  n,
  previous: value - change,
  change: { value: change, low: change - half, high: change + half, real: Math.abs(change) > half },
});

export const METRICS = {
  from: '2026-10-28',
  until: '2026-11-27',
  timeZone: 'Europe/Stockholm',
  currency: 'EUR',
  changed: {
    late: { orders: 2, revenue: 4_900 },
    cancelled: { orders: 1, revenue: -1_250 },
    refunded: { orders: 3, revenue: -870 },
  },
  metrics: {
    nps: metric(41.5, -12.4, 8, 240),
    csat: metric(84, 1, 5, 130),
    churn: metric(0.082, 0.021, 0.03, 420),
    revenue: metric(1_284_050, 184_020, 90_000, 420),
    orders: { value: 318, low: null, high: null, n: 318, previous: 318, change: null },
    'metric-of-tomorrow': metric(1, 9, 1, 10),
  },
};

const customer = (id: string, { answers }: { readonly answers: readonly Answer[] }) => ({
  id,
  tier: { id: 'gold', name: { en: 'Gold', sv: 'Guld' } },
  points: 1280,
  pending: 40,
  worth: 1280,
  currency: 'EUR',
  orders: [
    { id: '10042', at: '2026-11-02T10:00:00Z', currency: 'EUR', total: 49.9, status: 'paid' },
    { id: '10007', at: '2026-08-14T10:00:00Z', currency: 'EUR', total: 125, status: 'paid' },
  ],
  lastOrder: '2026-11-02',
  joined: '2024-03-01',
  tags: ['vinyl'],
  answers: answers.filter(({ event }) => event.subject === id).slice(0, 5),
  codes: [],
  ask: [],
});

export function blocks(
  fake: { readonly answers: readonly Answer[] },
  request: Request,
  path: string,
): Response | undefined {
  const [, id] = /^owner\/customers\/([^/]+)$/.exec(path) ?? [];
  if (id) return Response.json(customer(decodeURIComponent(id), fake));
  if (/^owner\/customers\/[^/]+\/ask$/.test(path) && request.method === 'PUT')
    return Response.json(customer(path.split('/')[2] ?? '', fake));
  const unhappy = fake.answers.filter(
    ({ event: { data, subject }, handled }) => subject && data.contact && !handled && (data.score ?? 9) < 7,
  );
  const reviews = fake.answers.filter(({ state }) => state === 'pending');
  const found: Readonly<Record<string, object>> = {
    'owner/today': {
      day: '2026-11-27',
      unhappy: { n: unhappy.length, answers: unhappy.slice(0, 5), from: '2026-08-29' },
      reviews: { n: reviews.length, answers: reviews.slice(0, 5) },
      suspect: fake.answers.filter(({ state }) => state === 'suspect').length,
    },
    'owner/lapsing': {
      lapsing: 12,
      customers: [1042, 1107, 988].map((number, i) => ({
        id: `c_${number}`,
        last: `2026-0${8 - i}-14`,
        expectedGap: 31,
        sinceLast: 88 + i * 30,
        purchases: 6 + i,
        revenue: 42_000,
      })),
    },
    'owner/liability': {
      currency: 'EUR',
      today: '2026-11-27',
      months: [
        { month: '2026-12', points: 12_480, worth: 12_480 },
        { month: '2027-01', points: 3_100, worth: 3_100 },
        { month: '2027-06', points: 900, worth: null },
        { month: null, points: 400, worth: 400 },
      ],
    },
    'owner/metrics': METRICS,
    'owner/program': {
      program: {
        ask: {
          cooldown: 30,
          nps: {},
          review: {},
          why: { kind: 'exit', question: { en: 'What went wrong?', sv: 'Vad gick fel?' } },
        },
      },
    },
    health: { status: 'ok' },
  };
  return Object.hasOwn(found, path) ? Response.json(found[path]) : undefined;
}
