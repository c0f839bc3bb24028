/** The contestants' files, as a shop that takes them from npm would build them. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contestant } from './contestants.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What esbuild gives of use here; its own types are with the bench's packages, which only the bench installs. */
interface Esbuild {
  build(options: object): Promise<{ outputFiles: { path: string; contents: Uint8Array }[] }>;
}

/** Bundled, minified files by the path under which the site serves them: the contestants', ours, and PostHog's own. */
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
      // Not every version has each of them.
    }
  return files;
}
