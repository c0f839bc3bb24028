import type { Balances } from './languages.ts';

/** Italian: points and tiers. */
const it: Balances = {
  tags: 'it it-IT',
  marks: '.,5',
  plural: 'one',
  dir: 'ltr',
  test: 'Test: nessun invio',

  money: '#\u00a0¤',
  symbols: 'EUR € USD USD GBP £ CHF CHF',
  points: { one: 'punto', many: 'di punti', other: 'punti' },
  orders: { one: 'ordine', many: 'di ordini', other: 'ordini' },

  balance: 'I tuoi punti',
  worth: 'Valore: {money}',
  pending: '{amount} in arrivo',
  expiring: {
    one: '{amount} in scadenza: {date}',
    many: '{amount} in scadenza: {date}',
    other: '{amount} in scadenza: {date}',
  },
  toReward: 'Ancora {amount} per {reward}',
  reached: 'Puoi riscattare: {reward}',
  changed: 'Ora hai {amount}.',

  tier: 'Il tuo livello',
  toLevel: 'Ancora {amount} per {level}',
  top: 'Hai raggiunto il livello più alto.',
  perks: 'Con {level}:',
  keep: 'Mantieni {level}. Ultimo giorno: {date}.',
  cartShort: 'Con questo carrello: ancora {amount} per {level}',
  cartReached: 'Con questo carrello raggiungi {level}.',
  noLevel: 'Ancora nessun livello',
  up: 'Hai raggiunto {level}!',
};

export default it;
