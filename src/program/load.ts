/** What may follow on what was asked for ahead of need: if it does not come, it is asked for again when needed. */
export const ignore = (): void => {};

let loading: Promise<typeof import('./post.ts')> | undefined;

/**
 * The file of the outbox. One promise for all who wait for it: of two imports of a file the second may come first, and a
 * draft would overtake the answer that was made of it. A file that did not come is asked for again.
 */
export function loadPost(): Promise<typeof import('./post.ts')> {
  loading ??= import('./post.ts').finally(() => {
    loading = undefined;
  });
  return loading;
}

/**
 * Runs what may wait once the page has been painted with all of its tags, in a task of its own; after a second without
 * those whose part does not come. A hidden page is not painted.
 */
export function painted(run: () => unknown, tries = 20): void {
  const missing = [...document.querySelectorAll(':not(:defined)')].some(({ localName }) => /^lojal-/.test(localName));
  if (missing && tries) setTimeout(painted, 50, run, tries - 1);
  else if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => setTimeout(run));
}
