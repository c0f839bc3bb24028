import type { Balances } from './languages.ts';

/** Spanish: points and tiers. */
const es: Balances = {
  tags: 'es es-ES',
  marks: '.,5',
  plural: 'one',
  dir: 'ltr',
  test: 'Prueba: no se envía nada',

  money: '#\u00a0¤',
  symbols: 'EUR € USD US$ GBP GBP',
  points: { one: 'punto', many: 'de puntos', other: 'puntos' },
  orders: { one: 'pedido', many: 'de pedidos', other: 'pedidos' },

  balance: 'Tus puntos',
  worth: 'Valor: {money}',
  pending: '{amount} en camino',
  expiring: {
    one: '{amount} caduca el {date}',
    many: '{amount} caducan el {date}',
    other: '{amount} caducan el {date}',
  },
  toReward: '{amount} más para {reward}',
  reached: 'Ya puedes canjear: {reward}',
  changed: 'Ahora tienes {amount}.',

  tier: 'Tu nivel',
  toLevel: '{amount} más para {level}',
  top: 'Has alcanzado el nivel más alto.',
  perks: 'Con {level}:',
  keep: 'Mantienes {level} hasta el {date}.',
  cartShort: 'Con este carrito: {amount} más para {level}',
  cartReached: 'Con este carrito llegas a {level}.',
  noLevel: 'Aún sin nivel',
  up: '¡Ya estás en {level}!',
};

export default es;
