import type { Balances } from './words.ts';

/** Norwegian (Bokmål): points and tiers. */
const nb: Balances = {
  tags: 'nb nb-NO',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: ingenting sendes',

  money: '#\u00a0¤',
  symbols: 'NOK kr EUR € GBP £',
  points: '{n}\u00a0poeng',
  orders: '{n}\u00a0kjøp',
  balance: 'Saldoen din',
  worth: 'Verdi: {money}',
  pending: '{amount} på vei',
  expiring: 'Bruk {amount} før {date}',
  toReward: '{amount} igjen til {reward}',
  reached: 'Nok til {reward}',
  changed: 'Du har nå {amount}.',

  tier: 'Nivået ditt',
  colon: ': ',
  toLevel: '{amount} igjen til {level}',
  top: 'Du har nådd det høyeste nivået.',
  perks: 'Med {level} får du:',
  keep: 'Du beholder {level} til og med {date}.',
  cartShort: 'Etter dette kjøpet: {amount} igjen til {level}',
  cartReached: 'Med dette kjøpet når du {level}.',
  noLevel: 'Ikke noe nivå ennå',
  up: 'Velkommen til {level}!',
};

export default nb;
