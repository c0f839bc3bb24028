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
