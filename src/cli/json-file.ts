import { readFileSync } from 'node:fs';
import { CommandError } from './command-error.ts';

/** @throws CommandError if the file cannot be read or is not JSON */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandError(`The file ${path} cannot be read: ${(error as Error).message}.`);
  }
}
