import type { Balances } from './words.ts';

/** Brazilian Portuguese: points and tiers. Portugal has other words: a `pt-PT` file would be its own. */
const pt: Balances = {
  tags: 'pt pt-BR',
  marks: '.,',
  plural: 'zero',
  dir: 'ltr',
  comma: ', ',
  test: 'Teste: nada é enviado',

  money: '¤\u00a0#',
  symbols: 'BRL R$ EUR € USD US$',
  first: '1º',
  points: { one: '{n}\u00a0ponto', many: '{n}\u00a0de pontos', other: '{n}\u00a0pontos' },
  orders: { one: '{n}\u00a0pedido', many: '{n}\u00a0de pedidos', other: '{n}\u00a0pedidos' },
  balance: 'Seu saldo',
  worth: 'Valor: {money}',
  pending: '{amount} a receber',
  expiring: 'Use {amount} antes de {date}',
  toReward: {
    one: 'Falta {amount} para {reward}',
    many: 'Faltam {amount} para {reward}',
    other: 'Faltam {amount} para {reward}',
  },
  reached: 'Disponível para resgate: {reward}',
  changed: 'Agora você tem {amount}.',

  tier: 'Seu nível',
  colon: ': ',
  toLevel: {
    one: 'Falta {amount} para {level}',
    many: 'Faltam {amount} para {level}',
    other: 'Faltam {amount} para {level}',
  },
  top: 'Você chegou ao nível mais alto.',
  perks: 'Benefícios {level}:',
  keep: 'Você mantém {level} até {date}.',
  cartShort: {
    one: 'Com este carrinho, falta {amount} para {level}',
    many: 'Com este carrinho, faltam {amount} para {level}',
    other: 'Com este carrinho, faltam {amount} para {level}',
  },
  cartReached: 'Com este carrinho, você chega ao nível {level}.',
  noLevel: 'Ainda sem nível',
  up: 'Você chegou ao nível {level}!',
};

export default pt;
