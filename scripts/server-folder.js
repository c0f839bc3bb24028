/**
 * `node scripts/server-folder.js FOLDER` writes a folder with the built server and the packages that it needs, and nothing else: what
 * the container holds. `npm ci` and `npm run build` come first. All packages are JavaScript and WebAssembly, so the folder is the
 * same on every processor.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * The folder of a package as Node finds it from another one, as a path from the root of the project.
 *
 * @param {string} from `node_modules/a`, or an empty text
 */
function locate(name, from) {
  for (let at = from; ; at = at.replace(/\/?node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const path = `${at && `${at}/`}node_modules/${name}`;
    if (existsSync(join(root, path, 'package.json'))) return path;
    if (!at) return undefined;
  }
}

/** The folders of packages with everything that they depend on. */
function closure(names) {
  const found = new Set();
  const add = (name, from, isOptional) => {
    const path = locate(name, from);
    if (!path && !isOptional) throw new Error(`The package ${name} is not installed: run npm ci.`);
    if (!path || found.has(path)) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = read(join(root, path, 'package.json'));
    for (const next of Object.keys(dependencies)) add(next, path, next in optionalDependencies);
    for (const next of Object.keys(optionalDependencies)) add(next, path, true);
  };
  for (const name of names) add(name, '', false);
  return [...found].sort();
}

/** @param {string} folder is replaced */
export function makeServerFolder(folder) {
  const { name, version, type, license, engines, exports, dependencies, peerDependencies } = read(
    join(root, 'package.json'),
  );
  if (!existsSync(join(root, 'dist/cli/command.js'))) throw new Error('There is no build: run npm run build.');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const manifest = { name, version, private: true, type, license, engines, exports };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // The browser of `lojal doctor` is on the machine of the owner.
  const { 'playwright-core': _, ...needed } = { ...dependencies, ...peerDependencies };
  const packages = closure(Object.keys(needed));
  for (const path of packages)
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      // A package inside of a package is copied by its own name.
      filter: (source) => !source.slice(join(root, path).length).includes('/node_modules'),
    });
  return packages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , folder] = process.argv;
  if (!folder) throw new Error('Name the folder: node scripts/server-folder.js FOLDER');
  console.log(`${makeServerFolder(folder).length} packages`);
}
