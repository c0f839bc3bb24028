/** The outbox of the page. The first question that shows, or an answer from an earlier page, loads it. */
import { type PageProgram, programOf } from './page-programs.ts';
import type { Post } from './post.ts';

let loading: Promise<typeof import('./post.ts')> | undefined;

/** Kept outside of a promise, because a page that is being left runs no further task. */
let post: Post | undefined;

/**
 * Loads the file of the outbox. Callers at the same time share one promise: two imports of one file may resolve in either
 * order, and a draft could then overtake its answer. After a failure the next call tries again.
 */
function load(): Promise<typeof import('./post.ts')> {
  loading ??= import('./post.ts').finally(() => {
    loading = undefined;
  });
  return loading;
}

/**
 * Calls `act` with the outbox: in the same task when it is loaded.
 *
 * @param program receives the outcomes of answers from earlier pages, if it creates the outbox
 * @throws TypeError (rejects) when the file cannot be loaded
 */
export async function withOutbox(program: PageProgram, act: (post: Post) => unknown): Promise<void> {
  if (!post) {
    const { Post } = await load();
    post ??= new Post({
      storage: program.storage,
      signedIn: (customer) => programOf(customer) !== undefined,
      token: async (customer, fresh) => programOf(customer)?.token(fresh),
      orphans: program,
    });
  }
  await act(post);
}

/** Tries again what waits, if the outbox is loaded. */
export const retryAnswers = (): void => post?.retry();

/** Removes all stored answers. The next answer creates a new outbox. */
export const forgetAnswers = (program: PageProgram): Promise<void> =>
  withOutbox(program, async (old) => {
    post = undefined;
    await old.forget();
  });
