import type { Balances } from './words.ts';

/** Swedish: points and tiers. */
const sv: Balances = {
  tags: 'sv sv-SE',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: inget skickas',

  money: '#\u00a0¤',
  symbols: 'SEK kr EUR € USD US$',
  points: '{n}\u00a0poäng',
  orders: '{n}\u00a0köp',
  balance: 'Ditt saldo',
  worth: 'Värde: {money}',
  pending: '{amount} på väg',
  expiring: 'Använd {amount} före den {date}',
  toReward: '{amount} kvar till {reward}',
  reached: 'Räcker till {reward}',
  changed: 'Du har nu {amount}.',

  tier: 'Din nivå',
  colon: ': ',
  toLevel: '{amount} kvar till {level}',
  top: 'Du har nått den högsta nivån.',
  perks: 'Med {level}:',
  keep: 'Du behåller {level} till och med den {date}.',
  cartShort: 'Efter köpet: {amount} kvar till {level}',
  cartReached: 'Med det här köpet når du {level}.',
  noLevel: 'Ingen nivå ännu',
  up: 'Välkommen till {level}!',
};

export default sv;
