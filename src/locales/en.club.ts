/** English: What the elements that earn and redeem share. */
export const club = {
  copy: 'Copy',
  copied: 'Copied',
  cancel: 'Cancel',
  busy: 'One moment…',
  /** After a request that failed; nothing has changed. */
  callFailed: 'That did not work. Please try again.',
  signIn: 'Sign in',
  /** `{date}` is the first day on which it does not work any more. */
  before: 'Use before {date}',
  earnHeading: 'How to earn points',
  rewardsHeading: 'Rewards',
  referHeading: 'Invite friends',
  activityHeading: 'Your points, step by step',
};
