import type { Balances } from './languages.ts';

/** Danish: points and tiers. */
const da: Balances = {
  tags: 'da da-DK',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: intet sendes',

  money: '#\u00a0¤',
  symbols: 'DKK kr. EUR € USD US$ GBP £',
  points: { one: 'point', other: 'point' },
  orders: { one: 'køb', other: 'køb' },

  balance: 'Dine point',
  worth: 'Værdi: {money}',
  pending: '{amount} på vej',
  expiring: { one: '{amount} udløber {date}', other: '{amount} udløber {date}' },
  toReward: 'Mangler {amount} til {reward}',
  reached: 'Du kan få: {reward}',
  changed: 'Du har nu {amount}.',

  tier: 'Dit niveau',
  toLevel: 'Mangler {amount} til {level}',
  top: 'Du har nået det højeste niveau.',
  perks: 'På {level}:',
  keep: 'Du beholder {level} til og med {date}.',
  cartShort: 'Med kurven: mangler {amount} til {level}',
  cartReached: 'Med kurven når du {level}.',
  noLevel: 'Intet niveau endnu',
  up: 'Velkommen til {level}!',
};

export default da;
