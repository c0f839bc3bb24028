import type { Balances } from './languages.ts';

/** Norwegian (Bokmål): points and tiers. */
const nb: Balances = {
  tags: 'nb nb-NO',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: ingenting sendes',

  money: '#\u00a0¤',
  symbols: 'NOK kr EUR € GBP £',
  points: { one: 'poeng', other: 'poeng' },
  orders: { one: 'kjøp', other: 'kjøp' },

  balance: 'Poengene dine',
  worth: 'Verdi: {money}',
  pending: '{amount} på vei',
  expiring: { one: '{amount} utløper {date}', other: '{amount} utløper {date}' },
  toReward: '{amount} igjen til {reward}',
  reached: 'Du kan ta ut: {reward}',
  changed: 'Du har nå {amount}.',

  tier: 'Nivået ditt',
  toLevel: '{amount} igjen til {level}',
  top: 'Du har nådd det høyeste nivået.',
  perks: 'På {level}:',
  keep: 'Du beholder {level} til og med {date}.',
  cartShort: 'Med handlekurven: {amount} igjen til {level}',
  cartReached: 'Med handlekurven når du {level}.',
  noLevel: 'Ikke noe nivå ennå',
  up: 'Velkommen til {level}!',
};

export default nb;
