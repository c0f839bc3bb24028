/** English: points and tiers. */
export const balance = {
  /** `¤` is the symbol, `#` the digits. */
  money: '¤#',
  /** Currencies, each followed by its symbol in this language; every other currency uses `Intl`. */
  symbols:
    'USD $ EUR € GBP £ CAD CA$ AUD A$ JPY ¥ SEK SEK\u00a0 NOK NOK\u00a0 DKK DKK\u00a0 CHF CHF\u00a0 PLN PLN\u00a0',
  /** Amounts, with a no-break space. A form may leave out `{n}`. */
  points: { one: '{n}\u00a0point', other: '{n}\u00a0points' },
  orders: { one: '{n}\u00a0order', other: '{n}\u00a0orders' },
  balance: 'Your balance',
  worth: 'Worth {money}',
  pending: '{amount} on the way',
  /** `{date}` is the first day without the points. */
  expiring: 'Use {amount} before {date}',
  toReward: '{amount} left until {reward}',
  reached: 'Ready to redeem: {reward}',
  changed: 'You now have {amount}.',

  tier: 'Your level',
  /** Around the name of the level, for screen readers: "Your level: Gold", "Gold: 120 points left until Platinum". */
  colon: ': ',
  toLevel: '{amount} left until {level}',
  top: 'You’ve reached the top level.',
  /** The heading of a list: what the next level gives. */
  perks: 'With {level}:',
  /** `{date}` is the last day with the level. */
  keep: 'You’ll keep {level} until {date}.',
  cartShort: 'After this order: {amount} left until {level}',
  cartReached: 'This order takes you to {level}.',
  noLevel: 'No level yet',
  up: 'Welcome to {level}!',
};
