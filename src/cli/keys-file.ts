/** The keys of a server that `lojal init` has made, in a file that only this user can read. */
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { CommandError } from './command-error.ts';

export interface Keys {
  /** For export and moderation. */
  readonly ownerKey: string;
  /** For the shop's backend. */
  readonly shopKey: string;
  /** Signs the tokens of customers (HS256). */
  readonly identityKey: string;
}

/** The audience of the tokens. */
export const AUDIENCE = 'lojal';

const NAMES = ['ownerKey', 'shopKey', 'identityKey'] as const;

/** @throws CommandError if the file exists */
export function createKeys(path: string): Keys {
  const make = () => randomBytes(32).toString('hex');
  const keys = { ownerKey: make(), shopKey: make(), identityKey: make() };
  write(path, `${JSON.stringify(keys, null, 2)}\n`, 0o600);
  return keys;
}

/** The keys in the environment, in place of a file. */
const VARIABLES = {
  ownerKey: 'LOJAL_OWNER_KEY',
  shopKey: 'LOJAL_SHOP_KEY',
  identityKey: 'LOJAL_IDENTITY_KEY',
} as const;

/** @throws CommandError if some of the variables are set, and not all */
function environmentKeys(env: NodeJS.ProcessEnv): Keys | undefined {
  const missing = NAMES.filter((name) => !env[VARIABLES[name]]).map((name) => VARIABLES[name]);
  if (missing.length === NAMES.length) return undefined;
  if (missing.length > 0)
    throw new CommandError(`The environment has keys, but no ${missing.join(' and no ')}: set all three, or none.`);
  return Object.fromEntries(NAMES.map((name) => [name, env[VARIABLES[name]]])) as unknown as Keys;
}

/**
 * The keys of the environment, else those of the file.
 *
 * @throws CommandError that says what is missing, or wrong with the file
 */
export function readKeys(path: string, env: NodeJS.ProcessEnv = process.env): Keys {
  const given = environmentKeys(env);
  if (given) return given;
  let keys: Partial<Record<string, unknown>>;
  try {
    keys = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === 'ENOENT'
        ? `There is no file ${path}. Run \`npx lojal init\` first, or name the file with --keys.`
        : `The file ${path} cannot be read: ${code ?? 'it is not JSON'}.`,
    );
  }
  const missing = NAMES.find((name) => typeof keys?.[name] !== 'string');
  if (missing) throw new CommandError(`The file ${path} has no "${missing}".`);
  if (process.platform !== 'win32' && statSync(path).mode & 0o077)
    throw new CommandError(`Other users can read ${path}. Run \`chmod 600 ${path}\`.`);
  return keys as unknown as Keys;
}

/** Writes a new file. @throws CommandError if there is one already */
export function write(path: string, text: string, mode: number): void {
  try {
    writeFileSync(path, text, { flag: 'wx', mode });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(code === 'EEXIST' ? `The file ${path} exists already. Nothing was changed.` : message);
  }
}
