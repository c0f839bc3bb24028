// @ts-check
/** The page of the programmes: shows the one in `?type=` with a sample account. */

/** @typedef {import('../../src/provider/program.ts').LojalProgram} Program */

/** @param {number} n */
const day = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);

/** @param {number} n @param {number} at @param {number} spend @param {number} points @param {object} [more] */
const order = (n, at, spend, points, more) => ({
  id: `order:${n}`,
  at: day(at),
  kind: 'order',
  spend,
  points,
  ...more,
});

/** What a customer of each programme could have. @type {Readonly<Record<string, Record<string, unknown>>>} */
const ACCOUNTS = {
  points: {
    ledger: [
      order(104, -60, 31, 62),
      order(118, -12, 14.5, 29),
      { id: 'join', at: day(-60), kind: 'bonus', points: 50, rule: 'welcome' },
    ],
  },
  tiers: {
    ledger: [
      order(104, -200, 940, 940),
      order(118, -30, 310, 465, { base: 310, factors: [{ by: 'tier', id: 'silver', times: 1.5, points: 155 }] }),
    ],
  },
  paid: {
    ledger: [order(104, -90, 129, 258, { base: 129, factors: [{ by: 'membership', times: 2, points: 129 }] })],
    membership: { until: day(200) },
  },
  cause: { ledger: [order(104, -90, 180, 180), order(118, -20, 45, 45)] },
  partner: { ledger: [order(104, -40, 219, 219), order(118, -5, 60, 60)] },
  stamps: { points: 7 },
};

/** The elements that show the programme best. @type {Readonly<Record<string, readonly string[]>>} */
const ELEMENTS = {
  points: ['lojal-points', 'lojal-rewards', 'lojal-earn', 'lojal-activity'],
  tiers: ['lojal-tier variant=steps', 'lojal-points', 'lojal-earn', 'lojal-activity'],
  paid: ['lojal-points', 'lojal-earn', 'lojal-rewards', 'lojal-activity'],
  cause: ['lojal-points', 'lojal-rewards', 'lojal-referral'],
  partner: ['lojal-tier', 'lojal-points', 'lojal-rewards', 'lojal-referral'],
  stamps: ['lojal-tier variant=stamps', 'lojal-rewards', 'lojal-earn'],
};

const asked = new URLSearchParams(location.search).get('type') ?? '';
const type = Object.hasOwn(ACCOUNTS, asked) ? asked : 'points';

for (const link of document.querySelectorAll('.types a'))
  if (link.getAttribute('href') === `?type=${type}`) link.setAttribute('aria-current', 'page');

const program = /** @type {Program} */ (document.createElement('lojal-program'));
program.src = `/programs/${type}.json`;
program.customer = 'c_sample';
program.account = { id: 'c_sample', ...ACCOUNTS[type] };
program.server = '/gallery/club';
program.endpoint = '/gallery/sent';
for (const text of ELEMENTS[type] ?? []) {
  const [name = '', variant] = text.split(' variant=');
  const element = document.createElement(name);
  if (variant) element.setAttribute('variant', variant);
  program.append(element);
}
document.getElementById('programme')?.append(program);
