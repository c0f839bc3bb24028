/** English: the club behind a button. */
export const panel = {
  /** The button, and the name of the panel where the program has none. */
  panel: 'Rewards',
  closePanel: 'Close',
  guest: 'Sign in to collect points and use them.',
};
