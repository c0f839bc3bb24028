import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig } from 'vite';

/** Which modules share a file beside the tag; what is not named goes into the file of the part that needs it. */
const FILES = [
  {
    name: 'data',
    test: /src\/(core\/(parse|program|account|entries|list|hint|words|read|ledger|progress|snapshot|dates)|program\/full)\.ts/,
  },
  { name: 'outbox', test: /src\/(delivery\/(?!pending)|program\/(post|envelope))/ },
  { name: 'prompt', test: /src\/(elements\/(prompt|question)|i18n\/en\.prompt)/ },
  { name: 'later', test: /src\/program\/(later|check|history|milestones)/ },
];

/**
 * Three builds, one a mode, because built together the loader and the one-file bundle would share a chunk: `tag` makes
 * dist/lojal.js, `parts` the files beside it, `all` dist/lojal.all.js. The ES modules for npm are made by tsc.
 */
export default defineConfig(({ mode }) => {
  const parts = mode === 'parts';
  return {
    publicDir: false,
    plugins: [minifyTemplateLiterals()],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: {
        entry: parts
          ? Object.fromEntries(['base', 'balance', 'nps', 'review'].map((part) => [part, `src/embed/${part}.ts`]))
          : mode === 'all'
            ? 'src/embed/all.ts'
            : 'src/embed/lojal.ts',
        name: 'lojalScript',
        formats: [parts ? 'es' : 'iife'],
        fileName: (_, name) => (parts ? `lojal.${name}.js` : mode === 'all' ? 'lojal.all.js' : 'lojal.js'),
      },
      rolldownOptions: {
        ...(parts && { preserveEntrySignatures: 'allow-extension' as const }),
        // The one-file bundle speaks English; another language is the file beside it.
        external: mode === 'all' ? [/\/i18n\/(?!en)[a-z]{2}\.ts$/] : [],
        output: {
          minify: true,
          chunkFileNames: 'lojal.[name].js',
          ...(parts && { codeSplitting: { includeDependenciesRecursively: false, groups: FILES } }),
          ...(mode === 'all' && { paths: (id: string) => id.replace(/.*\/(\w+)\.ts$/, './lojal.$1.js') }),
        },
      },
    },
  };
});
