import type { Balances } from './languages.ts';

/** German: points and tiers. */
const de: Balances = {
  tags: 'de de-DE',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: nichts wird gesendet',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $ GBP £ CHF CHF',
  points: { one: 'Punkt', other: 'Punkte' },
  orders: { one: 'Bestellung', other: 'Bestellungen' },

  balance: 'Deine Punkte',
  worth: 'Wert: {money}',
  pending: '{amount} unterwegs',
  expiring: { one: '{amount} verfällt am {date}', other: '{amount} verfallen am {date}' },
  toReward: 'Noch {amount} bis {reward}',
  reached: 'Jetzt einlösbar: {reward}',
  changed: 'Du hast jetzt {amount}.',

  tier: 'Deine Stufe',
  toLevel: 'Noch {amount} bis {level}',
  top: 'Du hast die höchste Stufe erreicht.',
  perks: 'Mit {level}:',
  keep: 'Du behältst {level} bis zum {date}.',
  cartShort: 'Mit diesem Warenkorb: noch {amount} bis {level}',
  cartReached: 'Mit diesem Warenkorb erreichst du {level}.',
  noLevel: 'Noch keine Stufe',
  up: 'Willkommen bei {level}!',
};

export default de;
