/** English: the history of a customer's points. */
export const activity = {
  orderOf: 'Order {id}',
  refundOf: 'Refund for order {id}',
  cancelOf: 'Order {id} was cancelled',
  redeemed: 'Redeemed: {reward}',
  redeemedPlain: 'Points redeemed',
  released: 'Given back: {reward}',
  releasedPlain: 'Points given back',
  referred: 'A friend ordered',
  bonus: 'Extra points',
  correction: 'Correction',
  earlier: 'Earlier points',
  /** How the points of an order came about: "49 points for the order · + 49 with Gold". */
  forOrder: '{amount} for the order',
  factor: '{points} with {name}',
  pendingUntil: 'Can be used from {date}',
  onTheWay: 'On the way',
  pointsLeft: '{amount} left',
  spent: 'Used up',
  expiredOn: 'Expired',
  showMore: 'Show more',
  nothingYet: 'Nothing here yet. Your first order earns points.',
};
