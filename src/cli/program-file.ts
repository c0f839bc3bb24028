/** Where the commands find the program. */
import { existsSync } from 'node:fs';
import { parseFullProgram } from '../config/full-program.ts';
import type { Store } from '../server/db/store.ts';
import { type LoadedProgram, loadProgram } from '../server/program-source.ts';
import { createSavedProgram } from '../server/saved-program.ts';
import { PROGRAM_FILE } from './command-defaults.ts';
import { CommandError } from './command-error.ts';
import { readJsonFile } from './json-file.ts';

export type ProgramRules = Pick<LoadedProgram, 'program' | 'rulesAt'>;

/**
 * The program of the file; without `lojal.json`, the one that the owner saved.
 *
 * @throws CommandError for a file with a fault, and where there is no program
 */
export async function readRules(path: string, store: Store): Promise<LoadedProgram> {
  if (path === PROGRAM_FILE && !existsSync(path)) {
    const saved = createSavedProgram(store.programs);
    if ((await saved.read()).held) return saved.current();
    throw new CommandError(`There is no file ${path}, and no program in the database. Run \`npx lojal init\` first.`);
  }
  const json = readJsonFile(path);
  if (parseFullProgram(json).faults.length > 0)
    throw new CommandError(`The program in ${path} has faults. Run \`npx lojal check\`.`);
  return loadProgram(json);
}
