import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig } from 'vite';

/** What the two questions share: loaded beside them, not after them, so that its name must be known. */
const PROMPT = { name: 'prompt', test: /src\/(elements\/(prompt|question|frame|mint)|i18n\/en\.prompt)/ };

/** What asks by itself: one file, whichever part of it is wanted first. */
const ASK = { name: 'ask', test: /src\/program\/(ask|asker|busy|listen|look|moment|summon|view)\.ts/ };

/** The engine: with the part that looks whether anything could be asked. */
const RULES = {
  name: 'engine',
  test: /src\/(core\/(ask|past|rules|sample|urls)|program\/(history|navigation))\.ts/,
};

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
          ? Object.fromEntries(
              ['base', 'talk', 'rules', 'balance', 'nps', 'review'].map((part) => [part, `src/embed/${part}.ts`]),
            )
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
          ...(parts && { codeSplitting: { includeDependenciesRecursively: false, groups: [PROMPT, ASK, RULES] } }),
          ...(mode === 'all' && { paths: (id: string) => id.replace(/.*\/(\w+)\.ts$/, './lojal.$1.js') }),
        },
      },
    },
  };
});
