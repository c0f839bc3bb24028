import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { defineConfig, type Plugin } from 'vite';

/**
 * What questions share: loaded beside them, not after them, so that its names must be known. One file, also with the scale
 * that reviews have not: a page with all our tags asks for six files, as many as HTTP/1.1 lets it have at once.
 */
const GROUPS = [
  {
    name: 'prompt',
    test: /src\/(elements\/(prompt|question|frame|mint|thanks|worded|published|scale|leaving)|core\/wording|i18n\/(en\.prompt|questions))\b/,
  },
  // What asks by itself: one file, whichever part of it is wanted first; and its engine, which some pages load alone.
  { name: 'ask', test: /src\/program\/(ask|asker|busy|listen|look|moment|summon|view)\.ts/ },
  { name: 'engine', test: /src\/(core\/(ask|past|rules|sample|urls)|program\/(history|navigation))\.ts/ },
];

/**
 * Where Lit touches the host page's globals: its versions, a place for what its decorators say, doors for polyfills and for
 * hydration. Nothing of it is used here, and what a shop's own Lit has put behind these doors is not for ours. And two
 * sentences for who writes a style sheet wrongly.
 */
const NOT_OURS: readonly (readonly [RegExp, string])[] = [
  [/[,;]\(\w+\.(?:reactiveElement|litHtml|litElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
  [/;Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ';'],
  [/const (\w+)=this\[Symbol\.metadata\];if\(null!==\1\)\{[^{}]*litPropertyMetadata[^{}]*\}/, ''],
  [/,\w+=\w+\.reactiveElementPolyfillSupport/, ''],
  [/,\w+\?\.\(\{ReactiveElement:\w+\}\)/, ''],
  [/,\w+=\w+\.litHtmlPolyfillSupport;\w+\?\.\(\w+,\w+\)/, ''],
  [
    /,\w+\.litElementHydrateSupport\?\.\(\{LitElement:\w+\}\);const \w+=\w+\.litElementPolyfillSupport;\w+\?\.\(\{LitElement:\w+\}\);/,
    ';',
  ],
  [/\(void 0===\w+\.ShadyCSS\|\|\w+\.ShadyCSS\.nativeShadow\)&&/, ''],
  [/Error\("CSSResult is [^"]*"\)/, 'Error("css")'],
  [/Error\("Value passed to 'css' [^"]*"\+\w+\+"[^"]*"\)/, 'Error("css")'],
];

/** Lit without these. A Lit that is written otherwise ends the build. */
const litAlone: Plugin = {
  name: 'lit-alone',
  transform(code, id) {
    if (!/\/(reactive-element|css-tag|lit-html|lit-element)\.js$/.test(id)) return undefined;
    const kept = NOT_OURS.reduce((text, [found, instead]) => text.replace(found, instead), code);
    if (/Versions\?\?=|litPropertyMetadata|Symbol\.metadata|Support|ShadyCSS|Value passed/.test(kept))
      throw new Error(`${id} is written otherwise`);
    return { code: kept, map: null };
  },
};

/**
 * A classic script is read in the page's own charset, where the server says none; a module never is. But one dash is enough
 * for an engine to keep a whole file in two bytes a character. A language has too many of them to be written otherwise.
 */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && !/\.[a-z]{2}(\.ask)?\.js$/.test(file.fileName))
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
  },
};

/**
 * What is on the way to the first paint runs at once, nearly all of it: V8 is told to compile it while it comes, beside the
 * main thread, not function by function when each is called. Other engines read a comment.
 */
const atOnce = ({ fileName }: { fileName: string }): string =>
  /\.(base|balance|prompt|nps|review|survey)\.js$/.test(fileName) ? '//# allFunctionsCalledOnLoad' : '';

/**
 * Three builds, one a mode, because built together the loader and the one-file bundle would share a chunk: `tag` makes
 * dist/lojal.js, `parts` the files beside it, `all` dist/lojal.all.js. The ES modules for npm are made by tsc.
 */
export default defineConfig(({ mode }) => {
  const parts = mode === 'parts';
  return {
    publicDir: false,
    plugins: [litAlone, minifyTemplateLiterals(), ascii],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: {
        entry: parts
          ? Object.fromEntries(
              ['base', 'talk', 'rules', 'balance', 'nps', 'review', 'survey'].map((part) => [
                part,
                `src/embed/${part}.ts`,
              ]),
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
        // The one-file bundle speaks English and says bare facts; other languages, and advice, are files beside it.
        external: mode === 'all' ? [/\/i18n\/(?!en)[a-z]{2}(\.\w+)?\.ts$/, /\/program\/mistakes\.ts$/] : [],
        output: {
          minify: true,
          chunkFileNames: 'lojal.[name].js',
          postBanner: atOnce,
          ...(parts && { codeSplitting: { includeDependenciesRecursively: false, groups: GROUPS } }),
          ...(mode === 'all' && { paths: (id: string) => id.replace(/.*\/([\w.]+)\.ts$/, './lojal.$1.js') }),
        },
      },
    },
  };
});
