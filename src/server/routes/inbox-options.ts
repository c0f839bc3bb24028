import type { Store } from '../db/store.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { Problem } from '../problem.ts';
import type { LoadedProgram } from '../program-source.ts';

/** What the owner's routes need. */
export interface InboxOptions {
  readonly store: Store;
  readonly keys: KeyCheck;
  readonly program: () => Promise<LoadedProgram>;
}

/** The program; nothing where the owner has saved none yet. */
export async function programOrNothing(program: () => Promise<LoadedProgram>): Promise<LoadedProgram | undefined> {
  try {
    return await program();
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined;
    throw error;
  }
}
