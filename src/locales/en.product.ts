/** English: the points of a price. */
export const product = {
  /** To somebody who is not signed in. */
  membersEarn: 'Members earn {amount}',
  youEarn: 'You earn {amount}',
  /** Why it is more than usual: "Gold: 1.5 × points". */
  because: '{name}: {times} × points',
  /** `{date}` is the first day without the multiplier. */
  becauseUntil: '{name}: {times} × points before {date}',
};
