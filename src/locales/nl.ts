import type { Balances } from './words.ts';

/** Dutch: points and tiers. */
const nl: Balances = {
  tags: 'nl nl-NL nl-BE',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: er wordt niets verstuurd',

  money: '¤\u00a0#',
  symbols: 'EUR € USD US$ GBP £',
  points: { one: '{n}\u00a0punt', other: '{n}\u00a0punten' },
  orders: { one: '{n}\u00a0bestelling', other: '{n}\u00a0bestellingen' },
  balance: 'Je saldo',
  worth: 'Waarde: {money}',
  pending: '{amount} in behandeling',
  expiring: 'Gebruik {amount} vóór {date}',
  toReward: 'Nog {amount} voor {reward}',
  reached: 'Nu te verzilveren: {reward}',
  changed: 'Je hebt nu {amount}.',

  tier: 'Je niveau',
  colon: ': ',
  toLevel: 'Nog {amount} tot {level}',
  top: 'Je hebt het hoogste niveau bereikt.',
  perks: 'Voordelen van {level}:',
  keep: 'Je behoudt {level} tot en met {date}.',
  cartShort: 'Met dit winkelmandje: nog {amount} tot {level}',
  cartReached: 'Met dit winkelmandje bereik je {level}.',
  noLevel: 'Nog geen niveau',
  up: 'Je hebt {level} bereikt!',
};

export default nl;
