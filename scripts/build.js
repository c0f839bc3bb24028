/**
 * `npm run build` writes dist/ (the files of the script tag, ES modules with types, schemas, manifest) and builds the framework
 * examples of the demo. `--quick` skips the steps that the demo does not need; `--quiet` prints no sizes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeConfiguratorData } from './configurator-data.js';
import { publishSchemas } from './publish-schemas.js';
import { publishTypes } from './publish-types.js';

const EXAMPLES = 'demo/frameworks/vite.config.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs the command of a package. Prints its output only if it fails. */
function run(name, ...args) {
  try {
    execFileSync(process.execPath, [`${root}node_modules/${name}`, ...args], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    process.stdout.write(error.stdout ?? '');
    process.stderr.write(error.stderr ?? '');
    throw new Error(`The build has failed at: ${name} ${args.join(' ')}`);
  }
}

/** The steps in order: later steps read the files of earlier ones. */
const STEPS = {
  'the script tag': () => run('vite/bin/vite.js', 'build', '--mode', 'tag'),
  'its parts': () => run('vite/bin/vite.js', 'build', '--mode', 'parts'),
  'all in one file': () => run('vite/bin/vite.js', 'build', '--mode', 'all'),
  "the owner's page": () => run('vite/bin/vite.js', 'build', '--mode', 'owner'),
  'the configurator': () => run('vite/bin/vite.js', 'build', '--mode', 'configurator'),
  'data of the configurator': writeConfiguratorData,
  'modules and types': () => run('typescript/bin/tsc', '--project', 'tsconfig.json'),
  'framework examples': () => {
    for (const target of [[], ['--ssr']]) run('vite/bin/vite.js', 'build', '--config', EXAMPLES, ...target);
  },
  'types of the script': publishTypes,
  schemas: publishSchemas,
  // The last step: `isBuilt` takes the time of this file as the time of the build.
  manifest: () =>
    run(
      '@custom-elements-manifest/analyzer/cem.js',
      'analyze',
      '--litelement',
      '--globs',
      'src/elements/*/*.ts',
      'src/provider/program.ts',
      '--outdir',
      'dist',
    ),
};

/** Steps that `--quick` skips. */
const SLOW = ['all in one file', 'framework examples', 'manifest'];

/**
 * @param {object} [options]
 * @param {(step: string) => void} [options.say] called with the name of each step before it begins
 * @param {boolean} [options.quick] runs only the steps that the demo needs, and keeps the other files of the last build
 * @throws {Error} when a step fails; the output of its tool has been printed
 */
export async function build({ say = () => {}, quick = false } = {}) {
  if (!quick) rmSync(`${root}dist`, { recursive: true, force: true });
  for (const [name, make] of Object.entries(STEPS)) {
    if (quick && SLOW.includes(name)) continue;
    say(name);
    await make();
  }
}

/** The files and folders that the build reads. */
const SOURCES = [
  'src',
  'demo/programs',
  'scripts/build.js',
  'scripts/configurator-data.js',
  'scripts/size.js',
  'scripts/publish-schemas.js',
  'scripts/publish-types.js',
  'scripts/script-parts.ts',
  'demo/frameworks',
  'vite.config.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** The time of the last change of a file, or in a folder. A folder's own time changes when a file is deleted. */
function changed(path) {
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist');
  return Math.max(about.mtimeMs, ...inside.map((name) => changed(join(path, name))));
}

/** Whether the last build is complete and none of its sources has changed since. */
export function isBuilt() {
  const last = `${root}dist/custom-elements.json`;
  if (![last, `${root}demo/frameworks/dist/server`].every((path) => existsSync(path))) return false;
  const time = statSync(last).mtimeMs;
  return SOURCES.every((path) => changed(join(root, path)) <= time);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { report } = await import('./size.js');
  try {
    await build({ quick: process.argv.includes('--quick') });
    if (!process.argv.includes('--quiet')) process.exitCode = report().over.length ? 1 : 0;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
