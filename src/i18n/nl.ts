import type { Balances } from './languages.ts';

/** Dutch: points and tiers. */
const nl: Balances = {
  tags: 'nl nl-NL nl-BE',
  marks: '.,',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: er wordt niets verstuurd',

  money: '¤\u00a0#',
  symbols: 'EUR € USD US$ GBP £',
  points: { one: 'punt', other: 'punten' },
  orders: { one: 'bestelling', other: 'bestellingen' },

  balance: 'Je punten',
  worth: 'Waarde: {money}',
  pending: '{amount} onderweg',
  expiring: { one: '{amount} verloopt op {date}', other: '{amount} verlopen op {date}' },
  toReward: 'Nog {amount} tot {reward}',
  reached: 'Nu te verzilveren: {reward}',
  changed: 'Je hebt nu {amount}.',

  tier: 'Je niveau',
  toLevel: 'Nog {amount} tot {level}',
  top: 'Je hebt het hoogste niveau bereikt.',
  perks: 'Bij {level}:',
  keep: 'Je houdt {level} tot en met {date}.',
  cartShort: 'Met dit winkelmandje: nog {amount} tot {level}',
  cartReached: 'Met dit winkelmandje bereik je {level}.',
  noLevel: 'Nog geen niveau',
  up: 'Welkom bij {level}!',
};

export default nl;
