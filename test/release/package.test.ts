/** The npm package as a user gets it: checked by publint and attw, imported, compiled and run in a project of its own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { after, before, test } from 'node:test';
import { packageLinks, repositoryFiles } from '../../scripts/release-docs.js';
import { checkPackage, makePackage } from '../../scripts/release-package.js';
import { ROOT, type Unpacked, unpackPackage } from './unpack.ts';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const PACKAGES = ['lit', 'react', 'vue', 'svelte', '@types', ...Object.keys(manifest.peerDependencies)];

let project: Unpacked;
before(async () => {
  project = await unpackPackage(PACKAGES);
});
after(() => project?.remove());

const run = (file: string, ...args: readonly string[]): string =>
  execFileSync(file, args, { cwd: project.folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

test('publint and attw find nothing', async () => {
  assert.deepEqual(await checkPackage(project.file), []);
});

test('the same content makes the same bytes', async () => {
  const again = await makePackage(join(project.folder, 'again'));
  assert.ok(readFileSync(again).equals(readFileSync(project.file)));
});

test('package.json has what users need, and no file is missing or foreign', () => {
  const published = JSON.parse(readFileSync(join(project.lojal, 'package.json'), 'utf8'));
  assert.deepEqual(
    Object.keys(published).filter((key) => /^(scripts|devDependencies|overrides|allowScripts)$/.test(key)),
    [],
  );
  assert.deepEqual(published.exports, manifest.exports);
  const top = readdirSync(project.lojal).sort();
  assert.deepEqual(top, ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'dist', 'docs', 'package.json']);
  const missing = readdirSync(join(ROOT, 'dist'), { recursive: true })
    .map(String)
    .filter((path) => !existsSync(join(project.lojal, 'dist', path)));
  assert.deepEqual(missing, []);
});

/** The Markdown files of the package, with their text outside of code. */
const pages = (): [string, string][] =>
  readdirSync(project.lojal, { recursive: true })
    .map((path) => String(path).split('\\').join('/'))
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(join(project.lojal, path), 'utf8').replace(/^ *```[\s\S]*?^ *```$/gm, '')]);

test('every link of every page works from the package', () => {
  const broken: string[] = [];
  let links = 0;
  for (const [page, text] of pages())
    for (const [, target = ''] of text.replace(/`[^`\n]*`/g, '').matchAll(/\]\(<?([^)\s>]+)/g)) {
      links++;
      if (/^([a-z]+:|#)/.test(target)) continue;
      const file = posix.join(posix.dirname(page), target.split('#')[0] ?? '');
      if (!existsSync(join(project.lojal, file))) broken.push(`${page}: ${target}`);
    }
  assert.deepEqual(broken, []);
  assert.ok(links > 150, `${links} links are found`);
  const readme = readFileSync(join(project.lojal, 'README.md'), 'utf8');
  assert.match(readme, /\]\(docs\/server\.md/, 'the README links to the pages of the package');
  assert.ok(readme.includes('The account page of the demo shop'), 'an image leaves its description');
});

test('links lead to the repository once package.json names it, and code stays as it is', () => {
  const shipped = new Set(['docs/a.md']);
  const text =
    '[`a`](docs/a.md#x) [b](demo/b.md#y) ![c](docs/c.png "C") [d](https://d.example) [e](#e)\n```md\n[b](demo/b.md)\n```\n';
  assert.equal(
    packageLinks(text, { page: 'README.md', shipped }),
    '[`a`](docs/a.md#x) b *c* [d](https://d.example) [e](#e)\n```md\n[b](demo/b.md)\n```\n',
  );
  const repository = repositoryFiles({ version: '1.2.3', repository: { url: 'git+https://git.example/o/r.git' } });
  assert.equal(repository, 'https://git.example/o/r/blob/v1.2.3/');
  assert.equal(
    packageLinks('[b](../demo/b.md#y) [a](a.md)', { page: 'docs/x.md', shipped, ...(repository && { repository }) }),
    '[b](https://git.example/o/r/blob/v1.2.3/demo/b.md#y) [a](a.md)',
  );
});

/** One name of each entry, also of those with a pattern. */
const ENTRIES = Object.keys(manifest.exports).flatMap((entry) => {
  if (entry === './elements/*') return ['./elements/points', './elements/panel'];
  if (entry === './loyalty/*') return ['./loyalty/snapshot'];
  if (entry === './schema/*.json') return ['./schema/program.json'];
  return [entry];
});
/** Entries that are types only. */
const TYPES = ['./react', './vue', './svelte', './astro'];

test('every entry can be imported in Node', () => {
  const imports = ENTRIES.filter((entry) => !TYPES.includes(entry) && !/lojal(\.all)?\.js$/.test(entry)).map(
    (entry) => {
      const name = posix.join('lojal', entry);
      return `console.log(Object.keys(await import('${name}'${entry.endsWith('.json') ? ", { with: { type: 'json' } }" : ''})).length > 0 ? '' : '${name} is empty');`;
    },
  );
  assert.ok(imports.length >= 7);
  const printed = run(process.execPath, '--no-warnings', '--input-type=module', '-e', imports.join('\n'));
  assert.equal(printed.trim(), '');
});

test('the types compile with the resolution of Node and of bundlers', () => {
  writeFileSync(
    join(project.folder, 'use.ts'),
    `import { parseProgram, snapshot } from 'lojal';
import { define } from 'lojal/define';
import { createEndpoint, openStore } from 'lojal/server';
import type {} from 'lojal/vue';
import type {} from 'lojal/svelte';
import type {} from 'lojal/astro';
import { LojalPoints } from 'lojal/elements/points';
import { LojalTier } from 'lojal/elements/tier';
define();
export const handler = createEndpoint({ store: await openStore({ folder: 'memory://' }) });
export const response: Promise<Response> = handler(new Request('http://localhost/'));
export const points: InstanceType<typeof LojalPoints>['points'] = 12;
export type Tier = LojalTier;
// @ts-expect-error The option does not exist, so the types are not \`any\`.
createEndpoint({ shop: 1 });
export { parseProgram, snapshot };
`,
  );
  for (const [module, moduleResolution] of [
    ['Node16', 'Node16'],
    ['ESNext', 'Bundler'],
  ]) {
    const options = {
      module,
      moduleResolution,
      target: 'ES2022',
      lib: ['ES2023', 'DOM', 'DOM.Iterable'],
      strict: true,
    };
    const config = join(project.folder, 'tsconfig.json');
    const compilerOptions = { ...options, noEmit: true, types: ['node'], skipLibCheck: true };
    writeFileSync(config, JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    let printed = '';
    try {
      execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', config], {
        encoding: 'utf8',
      });
    } catch (error) {
      printed = String((error as { stdout?: string }).stdout);
    }
    // Errors in the libraries of others are theirs.
    const own = printed.split('\n').filter((line) => /^(use\.ts|.*node_modules\/lojal\/)/.test(line));
    assert.deepEqual(own, [], String(moduleResolution));
  }
});

test('npm links the command, and it runs', () => {
  run('npm', 'rebuild', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', 'lojal');
  assert.match(run('npx', '--no', '--offline', 'lojal', '--help'), /^Usage: lojal <command>/);
  const { version } = JSON.parse(readFileSync(join(project.lojal, 'package.json'), 'utf8'));
  assert.equal(version, manifest.version);
  assert.ok(existsSync(join(dirname(project.lojal), '.bin/lojal')));
});
