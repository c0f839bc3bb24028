/** The npm package of a release: `npm pack` of a folder that holds what users need and nothing else. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { docsPages } from './docs-pages.js';
import { packageLinks, repositoryFiles } from './release-docs.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** The pages beside docs/. */
const PAGES = ['README.md', 'CHANGELOG.md', 'SECURITY.md'];

/** What package.json says to developers of this project only. */
const DEVELOPMENT = ['devDependencies', 'scripts', 'overrides', 'allowScripts'];

/** Results of `attw` that follow from being an ES module package, which `require()` and old resolutions cannot read. */
const ACCEPTED = (problem) =>
  ['node10', 'node16-cjs'].includes(problem.resolutionKind) && /^(NoResolution|CJSResolvesToESM)$/.test(problem.kind);

/**
 * @param {string} out the folder of the release
 * @returns {Promise<string>} the path of the package, lojal-<version>.tgz
 */
export async function makePackage(out) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(out, 'package');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'docs'), { recursive: true });
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));

  const pages = [...PAGES, ...docsPages()];
  const shipped = new Set([...pages, 'LICENSE', 'docs', 'docs/']);
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8');
    mkdirSync(join(folder, posix.dirname(page)), { recursive: true });
    writeFileSync(join(folder, page), packageLinks(text, { page, shipped, repository: repositoryFiles(manifest) }));
  }

  const published = Object.fromEntries(Object.entries(manifest).filter(([key]) => !DEVELOPMENT.includes(key)));
  const files = [...manifest.files, 'docs', ...PAGES.filter((page) => page !== 'README.md')];
  const sideEffects = manifest.sideEffects.filter((path) => !path.startsWith('./src/'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...published, files, sideEffects }, null, 2)}\n`);

  // npm sorts the files and gives all of them one date, so the same content makes the same bytes.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', out], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const [{ filename }] = JSON.parse(stdout);
  const target = join(out, `lojal-${manifest.version}.tgz`);
  if (join(out, filename) !== target) renameSync(join(out, filename), target);
  return target;
}

/**
 * @param {string} file a package, as `npm pack` makes it
 * @returns {Promise<readonly string[]>} what publint and attw find wrong, one line each
 */
export async function checkPackage(file) {
  const [{ publint }, { formatMessage }, attw] = await Promise.all([
    import('publint'),
    import('publint/utils'),
    import('@arethetypeswrong/core'),
  ]);
  const bytes = readFileSync(file);
  const { messages, pkg } = await publint({
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) },
  });
  const { problems = [] } = await attw.checkPackage(attw.createPackageFromTarballData(bytes));
  return [
    ...messages
      .filter(({ type }) => type !== 'suggestion')
      .map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
    ...problems.filter((problem) => !ACCEPTED(problem)).map((problem) => `attw: ${JSON.stringify(problem)}`),
  ];
}
