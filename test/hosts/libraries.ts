/** The libraries that hosts use, from their npm packages. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compile } from 'tailwindcss';
import { build } from 'vite';

const root = new URL('../../', import.meta.url);
const read = (path: string): Promise<string> => readFile(new URL(`node_modules/${path}`, root), 'utf8');

const FILES: Readonly<Record<string, string>> = {
  'bootstrap.css': 'bootstrap/dist/css/bootstrap.min.css',
  'bootstrap.js': 'bootstrap/dist/js/bootstrap.bundle.min.js',
  'core.js': 'core-js-bundle/minified.js',
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'jquery.js': 'jquery/dist/jquery.min.js',
  'mootools.js': 'mootools-core-dist/dist/mootools-core-compat.js',
  'require.js': 'requirejs/require.js',
  'turbo.js': '@hotwired/turbo/dist/turbo.es2017-umd.js',
  'vue.js': 'vue/dist/vue.global.prod.js',
  'zone.js': 'zone.js/bundles/zone.umd.min.js',
};

/** Bundles of what npm users import. React is built for development, because only then strict mode mounts twice. */
const BUNDLES: Readonly<Record<string, string>> = {
  'react.js': `import * as React from 'react'; import { createRoot, hydrateRoot } from 'react-dom/client';
    Object.assign(window, { React, createRoot, hydrateRoot });`,
  'npm.js': `import '${fileURLToPath(new URL('dist/define.js', root))}';`,
};

async function bundle(code: string): Promise<string> {
  const entry = fileURLToPath(new URL('entry.js', root));
  const built = await build({
    configFile: false,
    root: fileURLToPath(root),
    publicDir: false,
    logLevel: 'error',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? entry : undefined),
        load: (id) => (id === entry ? code : undefined),
      },
    ],
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'bundled', fileName: 'it' } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}

/** Tailwind's reset, compiled by Tailwind. */
const preflight = async (): Promise<string> => (await compile(await read('tailwindcss/preflight.css'))).build([]);

let made: ReturnType<typeof make> | undefined;

async function make(): Promise<ReadonlyMap<string, string>> {
  const files = Object.entries(FILES).map(async ([name, path]) => [`/lib/${name}`, await read(path)] as const);
  const bundles = Object.entries(BUNDLES).map(async ([name, code]) => [`/lib/${name}`, await bundle(code)] as const);
  return new Map([...(await Promise.all([...files, ...bundles])), ['/lib/preflight.css', await preflight()]]);
}

/** The files by path, `/lib/…`. */
export function libraries(): Promise<ReadonlyMap<string, string>> {
  made ??= make();
  return made;
}
