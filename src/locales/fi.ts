import type { Balances } from './words.ts';

/** Finnish: points and tiers. */
const fi: Balances = {
  tags: 'fi fi-FI',
  marks: '\u00a0,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Testi: mitään ei lähetetä',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $ GBP £ SEK SEK',
  points: { one: '{n}\u00a0piste', other: '{n}\u00a0pistettä' },
  orders: { one: '{n}\u00a0tilaus', other: '{n}\u00a0tilausta' },
  balance: 'Saldosi',
  worth: 'Arvo: {money}',
  pending: '{amount} tulossa',
  expiring: 'Käytä {amount} ennen {date}',
  toReward: '{reward}: vielä {amount}',
  reached: 'Lunastettavissa: {reward}',
  changed: 'Sinulla on nyt {amount}.',

  tier: 'Tasosi',
  colon: ': ',
  toLevel: 'Vielä {amount} tasolle {level}',
  top: 'Olet ylimmällä tasolla.',
  perks: 'Edut tasolla {level}:',
  keep: 'Tasosi {level} on voimassa {date} asti.',
  cartShort: 'Tämän tilauksen jälkeen vielä {amount} tasolle {level}',
  cartReached: 'Tällä tilauksella pääset tasolle {level}.',
  noLevel: 'Ei vielä tasoa',
  up: 'Tervetuloa tasolle {level}!',
};

export default fi;
