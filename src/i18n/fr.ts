import type { Balances } from './languages.ts';

/** French: points and tiers. */
const fr: Balances = {
  tags: 'fr fr-FR fr-BE',
  marks: '\u202f,',
  plural: 'zero',
  dir: 'ltr',
  test: 'Test\u00a0: rien n’est envoyé',

  money: '#\u00a0¤',
  symbols: 'EUR € USD $US GBP £GB CHF CHF',
  points: { one: 'point', many: 'de points', other: 'points' },
  orders: { one: 'commande', many: 'de commandes', other: 'commandes' },

  balance: 'Vos points',
  worth: 'Valeur\u00a0: {money}',
  pending: '{amount} en attente',
  expiring: {
    one: '{amount} expire le {date}',
    many: '{amount} expirent le {date}',
    other: '{amount} expirent le {date}',
  },
  toReward: 'Encore {amount} pour {reward}',
  reached: 'À vous\u00a0: {reward}',
  changed: 'Vous avez maintenant {amount}.',

  tier: 'Votre niveau',
  toLevel: 'Encore {amount} pour atteindre {level}',
  top: 'Vous êtes au niveau le plus élevé.',
  perks: 'Avec {level}\u00a0:',
  keep: 'Vous gardez {level} jusqu’au {date}.',
  cartShort: 'Avec ce panier\u00a0: encore {amount} pour atteindre {level}',
  cartReached: 'Avec ce panier, vous atteignez {level}.',
  noLevel: 'Pas encore de niveau',
  up: 'Bienvenue au niveau {level}\u202f!',
};

export default fr;
