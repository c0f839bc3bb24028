import type { Balances } from './words.ts';

/** Spanish: points and tiers. */
const es: Balances = {
  tags: 'es es-ES',
  marks: '.,5',
  plural: 'one',
  dir: 'ltr',
  comma: ', ',
  test: 'Prueba: no se envía nada',

  money: '#\u00a0¤',
  symbols: 'EUR € USD US$ GBP GBP',
  points: { one: '{n}\u00a0punto', many: '{n}\u00a0de puntos', other: '{n}\u00a0puntos' },
  orders: { one: '{n}\u00a0pedido', many: '{n}\u00a0de pedidos', other: '{n}\u00a0pedidos' },
  balance: 'Tu saldo',
  worth: 'Valor: {money}',
  pending: '{amount} por confirmar',
  expiring: 'Usa {amount} antes del {date}',
  toReward: {
    one: 'Te falta {amount} para {reward}',
    many: 'Te faltan {amount} para {reward}',
    other: 'Te faltan {amount} para {reward}',
  },
  reached: 'Ya disponible: {reward}',
  changed: 'Ahora tienes {amount}.',

  tier: 'Tu nivel',
  colon: ': ',
  toLevel: {
    one: 'Te falta {amount} para {level}',
    many: 'Te faltan {amount} para {level}',
    other: 'Te faltan {amount} para {level}',
  },
  top: 'Has alcanzado el nivel más alto.',
  perks: 'Ventajas de {level}:',
  keep: 'Mantienes {level} hasta el {date}.',
  cartShort: {
    one: 'Con este carrito te falta {amount} para {level}',
    many: 'Con este carrito te faltan {amount} para {level}',
    other: 'Con este carrito te faltan {amount} para {level}',
  },
  cartReached: 'Con este carrito llegas a {level}.',
  noLevel: 'Aún sin nivel',
  up: '¡Ya estás en {level}!',
};

export default es;
