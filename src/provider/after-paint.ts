/**
 * Calls `run` in a task of its own after the page has been painted with all of its Lojal elements. A hidden page is not
 * painted, so there `run` is called in the next task.
 *
 * @param tries how many times to wait 50 ms for elements whose part has not loaded
 */
export function afterPaint(run: () => unknown, tries = 20): void {
  const missing = [...document.querySelectorAll(':not(:defined)')].some(({ localName }) => /^lojal-/.test(localName));
  if (missing && tries) setTimeout(() => afterPaint(run, tries - 1), 50);
  else if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => setTimeout(run));
}
