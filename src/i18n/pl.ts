import type { Balances } from './languages.ts';

/** Polish: points and tiers. */
const pl: Balances = {
  tags: 'pl pl-PL',
  marks: '\u00a0,5',
  plural: 'intl',
  dir: 'ltr',
  test: 'Test: nic nie zostanie wysłane',

  money: '#\u00a0¤',
  symbols: 'PLN zł EUR € USD USD',
  points: { one: 'punkt', few: 'punkty', many: 'punktów', other: 'punktu' },
  orders: { one: 'zamówienie', few: 'zamówienia', many: 'zamówień', other: 'zamówienia' },

  balance: 'Twoje punkty',
  worth: 'Wartość: {money}',
  pending: '{amount} w drodze',
  expiring: {
    one: '{amount} wygasa {date}',
    few: '{amount} wygasają {date}',
    many: '{amount} wygasa {date}',
    other: '{amount} wygasa {date}',
  },
  toReward: '{reward}: jeszcze {amount}',
  reached: 'Do odebrania: {reward}',
  changed: 'Masz teraz {amount}.',

  tier: 'Twój poziom',
  toLevel: 'Jeszcze {amount} do poziomu {level}',
  top: 'To już najwyższy poziom.',
  perks: 'Poziom {level}:',
  keep: 'Poziom {level} zachowasz do {date}.',
  cartShort: 'Z tym koszykiem: jeszcze {amount} do poziomu {level}',
  cartReached: 'Z tym koszykiem osiągniesz poziom {level}.',
  noLevel: 'Jeszcze bez poziomu',
  up: 'Witamy na poziomie {level}!',
};

export default pl;
