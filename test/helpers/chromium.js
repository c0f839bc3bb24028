import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Flags that turn off the sandbox (CI runs as root) and the browser's own network requests. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The full Chromium has a back-forward cache, the headless shell has none. Turn it off, so that tests behave the same in both.
  '--disable-back-forward-cache',
];

/** How long Chromium may take to start for the first time, in ms. */
const PATIENCE = 120_000;

/**
 * The Chromium of this machine, else the one inside an npm package, so that tests run where no browser was installed.
 *
 * @returns {Promise<{ path: string, args: string[], env: NodeJS.ProcessEnv }>} `env`: the environment it must be started with
 */
export async function findChromium() {
  const system = process.env.CHROMIUM ?? SYSTEM.find((path) => existsSync(path));
  if (system) return { path: system, args: QUIET, env: process.env };
  bundled ??= unpack();
  const folder = await bundled;
  // Not in `process.env`: other programs must not load these libraries.
  const env = { ...process.env, LD_LIBRARY_PATH: join(folder, 'al2023/lib') };
  // A machine without fonts has no font configuration.
  if (!existsSync('/etc/fonts')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  return { path: join(folder, 'chromium'), args: QUIET, env };
}

/**
 * Whether Chromium can open pages with https. The bundled one ends at the first such page on a machine without libsqlite3, which the
 * package leaves out and minimal systems lack.
 */
export async function hasTls() {
  const { env } = await findChromium();
  if (!env.LD_LIBRARY_PATH?.includes('lojal-chromium')) return true;
  try {
    process.dlopen({ exports: {} }, 'libsqlite3.so.0');
  } catch (error) {
    return !/cannot open shared object/.test(error.message);
  }
  return true;
}

/** @type {Promise<string> | undefined} */
let bundled;

/** Unpacks the Chromium of @sparticuz/chromium once per machine and version. Resolves to the folder. */
async function unpack() {
  const manifest = new URL('../../node_modules/@sparticuz/chromium/package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = join(tmpdir(), `lojal-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const own = mkdtempSync(`${folder}-`);
  const { AWS_EXECUTION_ENV, TMPDIR, FONTCONFIG_PATH, HOME, LD_LIBRARY_PATH } = process.env;
  // The package unpacks its shared libraries (libnspr4 and others, which a bare machine lacks) only where this variable says
  // that it runs on Lambda. It reads the variable when it is imported and when it unpacks, and changes the others.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  process.env.TMPDIR = own;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    const before = { AWS_EXECUTION_ENV, TMPDIR, FONTCONFIG_PATH, HOME, LD_LIBRARY_PATH };
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  // The configuration in the package names another folder for the fonts.
  const fonts = `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>`;
  writeFileSync(join(own, 'fonts/fonts.conf'), fonts);
  // Rename a complete folder, because several test files may unpack at the same moment. The first one wins.
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(own, { recursive: true, force: true });
  }
  return folder;
}

/** @returns {Promise<string | undefined>} one sentence with the package to install, if Chromium cannot start */
export async function checkChromium() {
  const help = 'Install it (Debian: apt-get install chromium), or name one with CHROMIUM=/path.';
  try {
    const { path, args, env } = await findChromium();
    if (!existsSync(path)) return `There is no Chromium at ${path}. ${help}`;
    const said = await start(path, args, env);
    if (said === undefined) return undefined;
    const [, library] = /loading shared libraries: (\S+?):/.exec(said) ?? [];
    const why = library ? `${library} is missing` : said.split('\n').at(-1);
    return `Chromium (${path}) cannot start, because ${why}. ${help}`;
  } catch (error) {
    return `Chromium cannot be unpacked: ${error.message}. ${help}`;
  }
}

/** Starts and closes Chromium. Resolves to Chromium's output if that failed. */
function start(path, args, env) {
  const profile = mkdtempSync(join(tmpdir(), 'lojal-profile-'));
  return new Promise((resolve) => {
    const flags = [...args, '--headless', `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'];
    const child = spawn(path, flags, { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: PATIENCE });
    let words = '';
    let started = false;
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      words += chunk;
      if (!words.includes('DevTools listening on')) return;
      started = true;
      child.kill();
    });
    child.on('error', (error) => {
      words ||= error.message;
    });
    child.on('close', (code, signal) => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
      resolve(started ? undefined : words.trim() || `it ended with ${code ?? signal}`);
    });
  });
}
