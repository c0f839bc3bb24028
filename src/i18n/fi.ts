import type { Balances } from './languages.ts';

/** Finnish: points and tiers. */
const fi: Balances = {
  tags: 'fi fi-FI',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  test: 'Testi: mitään ei lähetetä',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $ GBP £ SEK SEK',
  points: { one: 'piste', other: 'pistettä' },
  orders: { one: 'tilaus', other: 'tilausta' },

  balance: 'Pisteesi',
  worth: 'Arvo: {money}',
  pending: '{amount} tulossa',
  expiring: { one: '{amount} vanhenee {date}', other: '{amount} vanhenee {date}' },
  toReward: '{reward}: vielä {amount}',
  reached: 'Lunastettavissa: {reward}',
  changed: 'Sinulla on nyt {amount}.',

  tier: 'Tasosi',
  toLevel: 'Vielä {amount} tasolle {level}',
  top: 'Olet ylimmällä tasolla.',
  perks: 'Edut tasolla {level}:',
  keep: 'Säilytät tason {level} {date} asti.',
  cartShort: 'Ostoskorin jälkeen vielä {amount} tasolle {level}',
  cartReached: 'Ostoskorilla pääset tasolle {level}.',
  noLevel: 'Ei vielä tasoa',
  up: 'Tervetuloa tasolle {level}!',
};

export default fi;
