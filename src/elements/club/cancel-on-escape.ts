/** A listener for `keydown` that takes Escape for itself: it cancels a question, and closes neither the panel nor a dialog around it. */
export const cancelOnEscape =
  (cancel: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };
