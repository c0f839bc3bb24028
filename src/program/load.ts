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
 * Runs what may wait once the page has been painted with all of its tags, in a task of its own. A hidden page is not
 * painted.
 *
 * @param tries how often it looks for the tags whose part does not come, 50 ms apart
 */
export function painted(run: () => unknown, tries = 20): void {
  const missing = [...document.querySelectorAll(':not(:defined)')].some(({ localName }) => /^lojal-/.test(localName));
  if (missing && tries) setTimeout(() => painted(run, tries - 1), 50);
  else if (document.hidden) setTimeout(run);
  else requestAnimationFrame(() => setTimeout(run));
}

/** The file of drafts, and of what follows on an answer. */
export async function loadFlows(): Promise<typeof import('./flows.ts')> {
  await new Promise<void>((resolve) => painted(resolve));
  return import('./flows.ts');
}
