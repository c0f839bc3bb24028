/** Bundles worker.mjs with the built server into one module for workerd, as tools for workers do. */
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

/** Modules of Node, which CommonJS packages require. workerd has them as ES modules. */
const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  enforce: 'pre',
  resolveId(source, _, options) {
    const name = source.replace(/^node:/, '');
    const { kind } = options as { readonly kind?: string };
    return kind === 'require-call' && builtinModules.includes(name) ? `\0builtin:${name}` : undefined;
  },
  load(id) {
    const [, name] = /^\0builtin:(.+)$/.exec(id) ?? [];
    return name && `import value from 'node:${name}'; export { value as 'module.exports' };`;
  },
};

/** What workerd does not have, and a server with PostgreSQL does not load. */
const MISSING = [/pglite/, 'nodemailer', 'pg-native'];

/** @returns the path of the module */
export async function bundleWorker(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    plugins: [requiredBuiltins],
    ssr: { noExternal: true, target: 'webworker', resolve: { conditions: ['workerd', 'worker'] } },
    build: {
      ssr: fileURLToPath(new URL('worker.mjs', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      target: 'es2022',
      minify: false,
      rolldownOptions: {
        external: [/^node:/, 'cloudflare:sockets', ...MISSING],
        output: { codeSplitting: false, entryFileNames: 'worker.js' },
      },
    },
  });
  return `${folder}/worker.js`;
}
