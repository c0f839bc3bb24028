/** English: points and tiers. */
export const balance = {
  /** `¤` is the symbol, `#` the digits. */
  money: '¤#',
  /** Currencies and how this language writes them beside the digits; any other goes through `Intl`. */
  symbols:
    'USD $ EUR € GBP £ CAD CA$ AUD A$ JPY ¥ SEK SEK\u00a0 NOK NOK\u00a0 DKK DKK\u00a0 CHF CHF\u00a0 PLN PLN\u00a0',
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
