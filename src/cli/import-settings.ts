/** What the command line says of an import. */
import type { DateOrder } from '../server/import/read-moved-date.ts';
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
  /** The file that says which e-mail address is which customer. */
  readonly customers?: string | undefined;
  /** Of dates with a slash. */
  readonly dates?: DateOrder | undefined;
  /** The words by which customers agreed that their reviews are published. */
  readonly consent?: string | undefined;
  /** The language of reviews that do not name theirs. */
  readonly lang?: string | undefined;
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

/** @throws CommandError */
export function readDateOrder(text: string | undefined): DateOrder | undefined {
  if (text === undefined || text === 'dmy' || text === 'mdy') return text;
  throw new CommandError(`--dates ${text} is not an order: dmy (day first) and mdy (month first) are.`);
}
