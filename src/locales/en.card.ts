/** English: the buttons of a card in a corner or behind a tab. */
export const card = {
  tab: 'Feedback',
  minimise: 'Hide',
  close: 'Close',
};
