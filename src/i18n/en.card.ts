/** English: what a card in a corner, or behind a tab, says beside its question. */
export const card = {
  tab: 'Feedback',
  minimise: 'Minimise',
  close: 'Close',
};
