import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import { minify } from 'terser';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { chunkOf, ENTRIES, FIRST_PARTS, scriptParts } from './scripts/script-parts.ts';

/**
 * Code of Lit that reads or writes globals of the host page: version lists, metadata of decorators, hooks for polyfills and for
 * hydration. Lojal needs none of it, and must not run hooks that the shop's own copy of Lit installed. The last two rows shorten
 * error messages about invalid style sheets.
 */
const REMOVED: readonly (readonly [RegExp, string])[] = [
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

/** Removes that code from Lit. The build fails if a version of Lit contains it in another form. */
const litWithoutGlobals: Plugin = {
  name: 'lit-without-globals',
  transform(code, id) {
    if (!/\/(reactive-element|css-tag|lit-html|lit-element)\.js$/.test(id)) return undefined;
    const kept = REMOVED.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), code);
    if (/Versions\?\?=|litPropertyMetadata|Symbol\.metadata|Support|ShadyCSS|Value passed/.test(kept))
      throw new Error(`${id} has code for globals in an unknown form: update REMOVED in vite.config.ts`);
    return { code: kept, map: null };
  },
};

/**
 * Minifies a second time. Vite's own minifier makes one pass, which leaves 1 to 3 % that several passes of Terser find. Both are
 * needed: Terser alone leaves more than the two in turn. Not for the one file: there, the longest task until the first paint
 * becomes a third longer, and in the other files it does not.
 */
const secondPass: Plugin = {
  name: 'second-pass',
  async generateBundle({ format }, files) {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk' || file.fileName.endsWith('.all.js')) continue;
      const { code = file.code } = await minify(file.code, {
        ecma: 2020,
        module: format === 'es',
        compress: { passes: 3, keep_fargs: false, hoist_funs: true },
        format: { comments: /allFunctionsCalledOnLoad/ },
      });
      file.code = code;
    }
  },
};

/**
 * Escapes all characters beyond ASCII. Without a charset from the server, a browser decodes a classic script in the charset of
 * the page. And one character beyond Latin-1 makes an engine store the whole file with two bytes per character. Language files
 * stay as they are: escapes would make them larger, and as modules they are always decoded as UTF-8.
 */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk' && !/\.[a-z]{2}(-\w+)*(\.ask)?\.js$/.test(file.fileName))
        file.code = file.code.replace(
          /[^\0-\x7f]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
  },
};

/**
 * The magic comment by which V8 compiles all functions of a file off the main thread while the file loads. The first paint calls
 * nearly all functions of these files. Other engines ignore the comment.
 */
const compileHint = ({ fileName }: { fileName: string }): string =>
  FIRST_PARTS.some((part) => fileName === `lojal.${part}.js`) ? '//# allFunctionsCalledOnLoad' : '';

/** What the first view needs beside its own file: one file, because a browser opens six connections and each small file waits for one. */
const SHARED =
  /src\/owner\/(shared\/(?!data-section|period-choice)|api\/|today\/(metric-form|moved-metrics))|src\/loyalty\/dates\.ts/;

/** The page of the shop owner, dist/owner/. Relative addresses, so that a server may have any path. */
const ownerPage: UserConfig = {
  root: 'src/owner',
  base: './',
  publicDir: false,
  plugins: [minifyTemplateLiterals()],
  build: {
    target: 'es2022',
    outDir: '../../dist/owner',
    emptyOutDir: true,
    reportCompressedSize: false,
    // The colours are written with `light-dark()`.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The policy of the page has no `data:` for scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'shared', test: SHARED }] } },
    },
  },
};

/** The configurator, dist/configurator/: a static page, and the page of its preview. Relative addresses, for any folder of a site. */
const configuratorPage: UserConfig = {
  ...ownerPage,
  root: 'src/configurator',
  worker: { format: 'es' },
  build: {
    ...ownerPage.build,
    outDir: '../../dist/configurator',
    rolldownOptions: { input: ['src/configurator/index.html', 'src/configurator/sample.html'] },
  },
};

/**
 * One build per mode: `owner` writes dist/owner/, `configurator` dist/configurator/, `tag` writes dist/lojal.js, `parts` the files
 * that it loads, `all` dist/lojal.all.js. In one build the loader and the one-file bundle would share a chunk. tsc writes the ES
 * modules for npm. A release adds `all-sv` and others: one file for one language, lojal.sv.all.js.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'owner') return ownerPage;
  if (mode === 'configurator') return configuratorPage;
  const parts = mode === 'parts';
  const [, language] = /^all-([a-z]{2})$/.exec(mode) ?? [];
  const all = mode === 'all' || language !== undefined;
  const name = language ? `lojal.${language}.all.js` : all ? 'lojal.all.js' : 'lojal.js';
  return {
    publicDir: false,
    plugins: [scriptParts(parts, language), litWithoutGlobals, minifyTemplateLiterals(), secondPass, ascii],
    build: {
      target: 'es2022',
      outDir: 'dist',
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: {
        entry: parts ? ENTRIES : all ? 'src/loader/all.ts' : 'src/loader/lojal.ts',
        name: 'lojalScript',
        formats: [parts ? 'es' : 'iife'],
        fileName: (_, part) => (parts ? `lojal.${part}.js` : name),
      },
      rolldownOptions: {
        ...(parts && { preserveEntrySignatures: 'allow-extension' as const }),
        output: {
          minify: true,
          chunkFileNames: ({ name }) => `lojal.${name.replace(/^_?lojal[_:]/, '')}.js`,
          postBanner: compileHint,
          ...(parts && { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: chunkOf }] } }),
        },
      },
    },
  };
});
