import type { Balances } from './words.ts';

/** Italian: points and tiers. */
const it: Balances = {
  tags: 'it it-IT',
  marks: '.,5',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Test: nessun invio',

  money: '#\u00a0¤',
  symbols: 'EUR € USD USD GBP £ CHF CHF',
  first: '1º',
  points: { one: '{n}\u00a0punto', many: '{n}\u00a0di punti', other: '{n}\u00a0punti' },
  orders: { one: '{n}\u00a0ordine', many: '{n}\u00a0di ordini', other: '{n}\u00a0ordini' },
  balance: 'Il tuo saldo',
  worth: 'Valore: {money}',
  pending: '{amount} in arrivo',
  expiring: 'Usa {amount} prima {date.del}',
  toReward: {
    one: 'Ti manca {amount} per {reward}',
    many: 'Ti mancano {amount} per {reward}',
    other: 'Ti mancano {amount} per {reward}',
  },
  reached: 'Puoi riscattare: {reward}',
  changed: 'Ora hai {amount}.',

  tier: 'Il tuo livello',
  colon: ': ',
  toLevel: {
    one: 'Ti manca {amount} per {level}',
    many: 'Ti mancano {amount} per {level}',
    other: 'Ti mancano {amount} per {level}',
  },
  top: 'Hai raggiunto il livello più alto.',
  perks: 'Vantaggi {level}:',
  keep: 'Mantieni {level} fino {date.al}.',
  cartShort: {
    one: 'Con questo carrello ti manca {amount} per {level}',
    many: 'Con questo carrello ti mancano {amount} per {level}',
    other: 'Con questo carrello ti mancano {amount} per {level}',
  },
  cartReached: 'Con questo carrello raggiungi {level}.',
  noLevel: 'Ancora nessun livello',
  up: 'Hai raggiunto {level}!',
};

export default it;
