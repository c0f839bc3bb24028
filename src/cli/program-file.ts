import { parseFullProgram } from '../config/full-program.ts';
import type { FullProgram } from '../loyalty/types.ts';
import { CommandError } from './command-error.ts';
import { readJsonFile } from './json-file.ts';

/** The program in a file. @throws CommandError if the file cannot be read, or the program has faults */
export function readFullProgram(path: string): FullProgram {
  const { value, faults } = parseFullProgram(readJsonFile(path));
  if (faults.length > 0) throw new CommandError(`The program in ${path} has faults. Run \`npx lojal check\`.`);
  return value;
}
