import type { Balances } from './words.ts';

/** Danish: points and tiers. */
const da: Balances = {
  tags: 'da da-DK',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: intet sendes',

  money: '#\u00a0¤',
  symbols: 'DKK kr. EUR € USD US$ GBP £',
  points: '{n}\u00a0point',
  orders: '{n}\u00a0køb',
  balance: 'Din saldo',
  worth: 'Værdi: {money}',
  pending: '{amount} på vej',
  expiring: 'Brug {amount} inden den {date}',
  toReward: 'Du mangler {amount} til {reward}',
  reached: 'Nok til {reward}',
  changed: 'Du har nu {amount}.',

  tier: 'Dit niveau',
  colon: ': ',
  toLevel: 'Du mangler {amount} for at nå {level}',
  top: 'Du har nået det højeste niveau.',
  perks: 'Med {level} får du:',
  keep: 'Du beholder {level} til og med den {date}.',
  cartShort: 'Efter dette køb mangler du {amount} for at nå {level}',
  cartReached: 'Med dette køb når du {level}.',
  noLevel: 'Intet niveau endnu',
  up: 'Velkommen til {level}!',
};

export default da;
