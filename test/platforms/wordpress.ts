/** Starts WordPress from the distribution's package under php-cli, with the plugin and stand-ins for WooCommerce. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('wordpress/', import.meta.url));
const INSTALLED = ['/usr/share/wordpress', '/opt/wordpress/usr/share/wordpress'];

/** Whether this machine has PHP. `.ci/run` installs it. */
export function hasPhp(): boolean {
  try {
    return /sqlite3/i.test(execFileSync('php', ['-m'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}

export const wordpressFolder = (): string | undefined =>
  INSTALLED.find((path) => existsSync(join(path, 'wp-settings.php')));

/** PHP keeps compiled files in the folder: WordPress then starts in a quarter of the time. */
const compiledIn = (folder: string) => [
  'opcache.enable_cli=1',
  `opcache.file_cache=${folder}`,
  'opcache.file_cache_only=1',
];

/** Runs a PHP file. Anything that PHP reports goes to the error output. */
export async function runPhp(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cache?: string,
): Promise<string> {
  const settings = [
    'display_errors=stderr',
    'error_reporting=-1',
    'memory_limit=256M',
    ...(cache ? compiledIn(cache) : []),
  ];
  const options = settings.flatMap((setting) => ['-d', setting]);
  const { stdout } = await promisify(execFile)('php', [...options, file, ...args], { env: { ...process.env, ...env } });
  return stdout;
}

export interface WordPress {
  /** What the stand-ins of WooCommerce say: `orders`, `product`, `order_received`, `currency`, `coupons`. */
  shop: object;
  /** Runs an action of `wordpress/run.php` in a process of its own, and returns what it printed. */
  print(action: string, args?: object): Promise<string>;
  run<Result>(action: string, args?: object): Promise<Result>;
  close(): Promise<void>;
}

export async function startWordPress(): Promise<WordPress> {
  const installed = wordpressFolder();
  if (!installed) throw new Error('WordPress is not installed: .ci/run unpacks the package.');
  const folder = mkdtempSync(join(tmpdir(), 'lojal-wordpress-'));
  // WordPress looks for the replacement of MySQL in its own folder only.
  const root = join(folder, 'root');
  mkdirSync(root);
  for (const name of ['wp-includes', 'wp-admin', 'wp-settings.php'])
    symlinkSync(join(installed, name), join(root, name));
  symlinkSync(join(FOLDER, 'content'), join(root, 'wp-content'));
  const cache = join(folder, 'compiled');
  mkdirSync(cache);
  const shopFile = join(folder, 'shop.json');
  const env = { LOJAL_TEST_DATABASE: join(folder, 'wordpress.db'), LOJAL_TEST_SHOP: shopFile };
  const print: WordPress['print'] = (action, args = {}) => {
    writeFileSync(shopFile, JSON.stringify(site.shop));
    return runPhp(join(FOLDER, 'run.php'), [root, action, JSON.stringify(args)], env, cache);
  };
  const site: WordPress = {
    shop: {},
    print,
    run: async (action, args) => {
      const text = await print(action, args);
      const last = text.slice(text.lastIndexOf('\n{"result":') + 1);
      if (!last.startsWith('{"result":')) throw new Error(text);
      return JSON.parse(last).result;
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
  return site;
}
