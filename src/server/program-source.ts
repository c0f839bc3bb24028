/** The program that the shop gives the server: a value, or a file. */
import { parseFullProgram } from '../config/full-program.ts';
import type { FullProgram } from '../loyalty/types.ts';
import { sha256 } from './digest.ts';
import type { RulesAt } from './ledger/rules-at.ts';

/** The program as the shop wrote it, and as the server uses it. */
export interface LoadedProgram {
  readonly program: FullProgram;
  /** The JSON that pages load. */
  readonly text: string;
  readonly etag: string;
  /** The rules by which the orders of a moment are booked. */
  readonly rulesAt: RulesAt;
}

/** @throws TypeError that names the first fault of a program that cannot be used as it stands */
export function loadProgram(json: unknown): LoadedProgram {
  const { value, faults } = parseFullProgram(json);
  const [fault] = faults;
  if (fault) {
    const { path, found, accepted, code } = fault;
    throw new TypeError(
      `program: ${path} has the fault ${code}${found && `, found ${found}`}${accepted && `, accepted: ${accepted}`}. Points are computed from the program, so the server starts only with a program without a fault.`,
    );
  }
  const text = JSON.stringify(json);
  return { program: value, text, etag: `"${sha256(text).slice(0, 32)}"`, rulesAt: () => value };
}

/**
 * Returns a function that gives the program. A value is read at once; a file is read at the first use.
 *
 * @param source the program, or the path of its JSON file
 * @throws TypeError for a program with a fault
 */
export function createProgramSource(source: unknown): () => Promise<LoadedProgram> {
  if (typeof source !== 'string') {
    const loaded = loadProgram(source);
    return async () => loaded;
  }
  let loading: Promise<LoadedProgram> | undefined;
  return () => {
    loading ??= import('node:fs/promises')
      .then(({ readFile }) => readFile(source, 'utf8'))
      .then((text) => loadProgram(JSON.parse(text)));
    // The next request reads the file again: the shop may have mended it.
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}
