import type { Balances } from './languages.ts';

/** Portuguese: points and tiers. */
const pt: Balances = {
  tags: 'pt pt-BR',
  marks: '.,',
  plural: 'zero',
  dir: 'ltr',
  test: 'Teste: nada é enviado',

  money: '¤\u00a0#',
  symbols: 'BRL R$ EUR € USD US$',
  points: { one: 'ponto', many: 'de pontos', other: 'pontos' },
  orders: { one: 'pedido', many: 'de pedidos', other: 'pedidos' },

  balance: 'Seus pontos',
  worth: 'Valor: {money}',
  pending: '{amount} a caminho',
  expiring: {
    one: '{amount} expira em {date}',
    many: '{amount} expiram em {date}',
    other: '{amount} expiram em {date}',
  },
  toReward: 'Mais {amount} para {reward}',
  reached: 'Já pode resgatar: {reward}',
  changed: 'Agora você tem {amount}.',

  tier: 'Seu nível',
  toLevel: 'Mais {amount} para {level}',
  top: 'Você chegou ao nível mais alto.',
  perks: 'Com {level}:',
  keep: 'Você mantém {level} até {date}.',
  cartShort: 'Com este carrinho: mais {amount} para {level}',
  cartReached: 'Com este carrinho você chega a {level}.',
  noLevel: 'Ainda sem nível',
  up: 'Você chegou a {level}!',
};

export default pt;
