/** What the command line says of an import. */
import { CommandError } from './command-error.ts';

export interface ImportSettings {
  readonly file: string;
  readonly program: string;
  readonly folder: string;
  readonly database?: string | undefined;
  /** The columns that the shop names itself, by field. */
  readonly mapping: Readonly<Record<string, string>>;
  /** Says what would happen, and changes nothing. */
  readonly dryRun: boolean;
}

/** `customer=My column` from the command line. @throws CommandError */
export function readMapping(texts: readonly string[]): ImportSettings['mapping'] {
  return Object.fromEntries(
    texts.map((text) => {
      const [, field, column] = /^(\w+)=(.+)$/.exec(text) ?? [];
      if (!field || !column) throw new CommandError(`--map ${text} is not a column: write --map customer="My column".`);
      return [field, column];
    }),
  );
}
