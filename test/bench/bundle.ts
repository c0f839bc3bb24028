/** Builds the files of the contestants as a shop with npm packages would. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestants.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The part of esbuild that is used here. Only the bench installs the package with its types. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: { path: string; contents: Uint8Array }[] }>;
}

/** Bundled and minified files by their path on the site: those of the contestants, of Lojal and of PostHog. */
export async function bundle(contestants: readonly Contestant[]): Promise<Map<string, Uint8Array>> {
  const { build }: Esbuild = await import(at('node_modules/esbuild/lib/main.js'));
  const files = new Map<string, Uint8Array>();
  const { outputFiles } = await build({
    entryPoints: contestants.flatMap(({ entry }) => (entry ? [at(`contestants/${entry}.js`)] : [])),
    outdir: '/contestants',
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['production', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  for (const { path, contents } of outputFiles) files.set(`/contestants/${basename(path)}`, contents);
  const dist = new URL('../../dist/', import.meta.url);
  for (const name of readdirSync(dist).filter((name) => /^lojal.*\.js$/.test(name)))
    files.set(`/${name}`, readFileSync(new URL(name, dist)));
  for (const name of ['array.js', 'surveys.js', 'config.js'])
    try {
      files.set(
        name === 'array.js' ? '/posthog/array.js' : `/static/${name}`,
        readFileSync(at(`node_modules/posthog-js/dist/${name}`)),
      );
    } catch {
      // Some versions lack some of the files.
    }
  return files;
}
