import type { Balances } from './words.ts';

/** French: points and tiers. */
const fr: Balances = {
  tags: 'fr fr-FR fr-BE',
  marks: '\u202f,',
  plural: 'zero',
  dir: 'ltr',
  comma: ', ',
  test: 'Test\u00a0: rien n’est envoyé',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $US GBP £GB CHF CHF',
  first: '1er',
  points: { one: '{n}\u00a0point', many: '{n}\u00a0de points', other: '{n}\u00a0points' },
  orders: { one: '{n}\u00a0commande', many: '{n}\u00a0de commandes', other: '{n}\u00a0commandes' },
  balance: 'Votre solde',
  worth: 'Valeur\u00a0: {money}',
  pending: '{amount} en attente',
  expiring: 'Utilisez {amount} avant le {date}',
  toReward: 'Encore {amount} pour {reward}',
  reached: 'Disponible\u00a0: {reward}',
  changed: 'Vous avez maintenant {amount}.',

  tier: 'Votre niveau',
  colon: '\u00a0: ',
  toLevel: 'Encore {amount} pour atteindre {level}',
  top: 'Vous êtes au niveau le plus élevé.',
  perks: 'Vos avantages {level}\u00a0:',
  keep: 'Vous gardez {level} jusqu’au {date}.',
  cartShort: 'Avec ce panier\u00a0: encore {amount} pour atteindre {level}',
  cartReached: 'Avec ce panier, vous atteignez {level}.',
  noLevel: 'Pas encore de niveau',
  up: 'Bienvenue au niveau {level}\u202f!',
};

export default fr;
