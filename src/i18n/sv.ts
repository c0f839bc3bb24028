import type { Balances } from './languages.ts';

/** Swedish: points and tiers. */
const sv: Balances = {
  tags: 'sv sv-SE',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: inget skickas',

  money: '#\u00a0¤',
  symbols: 'SEK kr EUR € USD US$',
  points: { one: 'poäng', other: 'poäng' },
  orders: { one: 'köp', other: 'köp' },

  balance: 'Dina poäng',
  worth: 'Värde: {money}',
  pending: '{amount} på väg',
  expiring: { one: '{amount} går ut {date}', other: '{amount} går ut {date}' },
  toReward: '{amount} kvar till {reward}',
  reached: 'Du kan ta ut: {reward}',
  changed: 'Du har nu {amount}.',

  tier: 'Din nivå',
  toLevel: '{amount} kvar till {level}',
  top: 'Du har nått den högsta nivån.',
  perks: 'På {level}:',
  keep: 'Du behåller {level} till och med {date}.',
  cartShort: 'Med varukorgen: {amount} kvar till {level}',
  cartReached: 'Med varukorgen når du {level}.',
  noLevel: 'Ingen nivå ännu',
  up: 'Välkommen till {level}!',
};

export default sv;
