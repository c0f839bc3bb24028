import type { Balances } from './words.ts';

/** German: points and tiers. */
const de: Balances = {
  tags: 'de de-DE',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: nichts wird gesendet',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $ GBP £ CHF CHF',
  points: { one: '{n}\u00a0Punkt', other: '{n}\u00a0Punkte' },
  orders: { one: '{n}\u00a0Bestellung', other: '{n}\u00a0Bestellungen' },
  balance: 'Dein Guthaben',
  worth: 'Wert: {money}',
  pending: '{amount} vorgemerkt',
  expiring: 'Löse {amount} vor dem {date} ein',
  toReward: 'Noch {amount} bis {reward}',
  reached: 'Jetzt einlösbar: {reward}',
  changed: 'Du hast jetzt {amount}.',

  tier: 'Dein Status',
  colon: ': ',
  toLevel: 'Noch {amount} bis {level}',
  top: 'Du hast den höchsten Status erreicht.',
  perks: 'Vorteile mit {level}:',
  keep: 'Du behältst {level} bis zum {date}.',
  cartShort: 'Mit diesem Warenkorb: noch {amount} bis {level}',
  cartReached: 'Mit diesem Warenkorb erreichst du {level}.',
  noLevel: 'Noch kein Status',
  up: 'Du hast {level} erreicht!',
};

export default de;
