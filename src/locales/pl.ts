import type { Balances } from './words.ts';

/** Polish: points and tiers. */
const pl: Balances = {
  tags: 'pl pl-PL',
  marks: '\u00a0,5',
  plural: 'intl',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: nic nie zostanie wysłane',

  money: '#\u00a0¤',
  symbols: 'PLN zł EUR € USD USD',
  points: { one: '{n}\u00a0punkt', few: '{n}\u00a0punkty', many: '{n}\u00a0punktów', other: '{n}\u00a0punktu' },
  orders: {
    one: '{n}\u00a0zamówienie',
    few: '{n}\u00a0zamówienia',
    many: '{n}\u00a0zamówień',
    other: '{n}\u00a0zamówienia',
  },
  balance: 'Twoje saldo',
  worth: 'Wartość: {money}',
  pending: 'Oczekujące: {amount}',
  expiring: '{amount} do wykorzystania przed {date}',
  toReward: '{reward}: jeszcze {amount}',
  reached: 'Do odebrania: {reward}',
  changed: 'Masz teraz {amount}.',

  tier: 'Twój poziom',
  colon: ': ',
  toLevel: 'Jeszcze {amount} do poziomu {level}',
  top: 'To już najwyższy poziom.',
  perks: 'Korzyści na poziomie {level}:',
  keep: 'Poziom {level} zachowasz do {date}.',
  cartShort: 'Z tym koszykiem: jeszcze {amount} do poziomu {level}',
  cartReached: 'Z tym koszykiem osiągniesz poziom {level}.',
  noLevel: 'Jeszcze bez poziomu',
  up: 'Witamy na poziomie {level}!',
};

export default pl;
