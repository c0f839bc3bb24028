/** English: points and tiers. */
export const balance = {
  /** `¤` is the symbol, `#` the digits; a currency without a symbol shows its code. */
  money: '¤#',
  /** Currencies that have a symbol in this language, as in `Intl`. */
  symbols:
    'AUD A$ BRL R$ CAD CA$ CNY CN¥ EUR € GBP £ HKD HK$ ILS ₪ INR ₹ JPY ¥ KRW ₩ MXN MX$ NZD NZ$ PHP ₱ TWD NT$ USD $ VND ₫ XAF FCFA XCD EC$ XCG Cg. XOF F CFA XPF CFPF',
  points: { one: 'point', other: 'points' },
  orders: { one: 'order', other: 'orders' },
  balance: 'Your points',
  worth: 'Worth {money}',
  pending: '{amount} on the way',
  expiring: { one: '{amount} expires on {date}', other: '{amount} expire on {date}' },
  toReward: '{amount} to {reward}',
  reached: 'Yours to take: {reward}',
  changed: 'You now have {amount}.',

  tier: 'Your level',
  toLevel: '{amount} to {level}',
  top: 'You have reached the highest level.',
  perks: 'At {level}:',
  keep: 'You keep {level} until {date}.',
  cartShort: 'With this cart: {amount} to {level}',
  cartReached: 'This cart takes you to {level}.',
  noLevel: 'No level yet',
  up: 'Welcome to {level}!',
};
