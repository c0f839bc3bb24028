/** Makes dist/: the script tag's files, the ES modules with their types, the schemas, the manifest. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const EXAMPLES = 'demo/frameworks/vite.config.ts';
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a package's command; shows what it says only when it fails. */
function run(name, ...args) {
  try {
    execFileSync(process.execPath, [`${root}node_modules/${name}`, ...args], { cwd: root, stdio: 'pipe' });
  } catch (error) {
    process.stdout.write(error.stdout ?? '');
    process.stderr.write(error.stderr ?? '');
    throw new Error(`${name} ${args.join(' ')} failed`);
  }
}

export function build() {
  rmSync(`${root}dist`, { recursive: true, force: true });
  for (const mode of ['tag', 'parts', 'all']) run('vite/bin/vite.js', 'build', '--mode', mode);
  run('typescript/bin/tsc', '--project', 'tsconfig.json');
  for (const target of [[], ['--ssr']]) run('vite/bin/vite.js', 'build', '--config', EXAMPLES, ...target);
  execFileSync(process.execPath, ['dist/schema/publish.js'], { cwd: root, stdio: 'inherit' });
  run(
    '@custom-elements-manifest/analyzer/cem.js',
    'analyze',
    '--litelement',
    '--globs',
    'src/elements/*.ts',
    'src/program/program.ts',
    '--outdir',
    'dist',
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build();
  const { report } = await import('./size.js');
  process.exitCode = report().over.length ? 1 : 0;
}
