/**
 * `npm run chunks` lists the contents of each file of the script tag: minified bytes by source file, from the source maps
 * of the build, and the purpose of each source file. Writes the list into docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { build } from 'vite';

interface Chunk {
  readonly type: string;
  readonly fileName: string;
  readonly code: string;
  readonly map: ConstructorParameters<typeof TraceMap>[0] | null;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The path of a source file from the root of the project, or its name in a package. */
const named = (source: string): string =>
  source
    .replace(/^.*node_modules\//, '')
    .replace(/^.*?src\//, 'src/')
    .replace(/\?.*/, '');

/** Counts the characters of a file by source. */
function sources({ code, map }: Chunk): Map<string, number> {
  const found = new Map<string, number>();
  if (!map) return found;
  const lines = code.split('\n');
  let last: { line: number; column: number; source: string } | undefined;
  const add = (until: number) => {
    if (last) found.set(last.source, (found.get(last.source) ?? 0) + until - last.column);
  };
  eachMapping(new TraceMap(map), ({ generatedLine, generatedColumn, source }) => {
    add(last?.line === generatedLine ? generatedColumn : (lines[(last?.line ?? 1) - 1]?.length ?? 0));
    last = { line: generatedLine, column: generatedColumn, source: source ? named(source) : '(glue)' };
  });
  add(lines[(last?.line ?? 1) - 1]?.length ?? 0);
  return found;
}

/** Every file of the script tag with its sources. */
export async function chunks(): Promise<{ file: string; bytes: number; sources: [string, number][] }[]> {
  const made = await build({
    root,
    mode: 'parts',
    logLevel: 'error',
    configFile: `${root}vite.config.ts`,
    build: { write: false, sourcemap: 'hidden' },
  });
  const output = (Array.isArray(made) ? made : [made]).flatMap((one) => ('output' in one ? one.output : []));
  return (output as unknown as Chunk[])
    .filter(({ type }) => type === 'chunk')
    .map((chunk) => ({
      file: chunk.fileName,
      bytes: chunk.code.length,
      sources: [...sources(chunk)].sort(([, a], [, b]) => b - a),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

/** The purpose of a source file: the first sentence of its own comment, else of its class, else of its first export. */
function why(source: string): string {
  const known = LIT[source];
  if (known) return known;
  if (!source.startsWith('src/')) return 'what the bundler puts between them';
  const text = readFileSync(`${root}${source.split('?')[0]}`, 'utf8');
  const [, words = ''] =
    /^\/\*\*([\s\S]*?)\*\//.exec(text) ??
    /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\s*export (?:abstract )?class/.exec(text) ??
    /\/\*\*((?:(?!\*\/)[\s\S])*?)\*\/\s*export (?:async )?(?:function|const|default)/.exec(text) ??
    [];
  const plain = words
    .replace(/^\s*\* ?/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [sentence = plain] = /^.*?[.:](?= |$)/.exec(plain) ?? [];
  return sentence.replace(/[.:]$/, '').replace(/\|/g, '\\|') || (source.endsWith('.styles.ts') ? 'their look' : '');
}

const LIT: Readonly<Record<string, string>> = {
  'lit-html/lit-html.js': 'Lit: templates',
  '@lit/reactive-element/reactive-element.js': 'Lit: attributes, properties, updates',
  '@lit/reactive-element/css-tag.js': 'Lit: style sheets',
  'lit-element/lit-element.js': 'Lit: the two together',
};

const [BEGIN, END] = ['<!-- from the build -->', '<!-- end of the files -->'];
const page = new URL('../../docs/performance.md', import.meta.url);
const lines = (await chunks())
  // The files of languages contain only texts.
  .filter(({ file }) => !/^lojal\.[a-z]{2}\./.test(file))
  .flatMap(({ file, bytes, sources }) => [
    `| **\`${file}\`** | **${bytes}** | |`,
    ...sources.slice(0, 10).map(([source, own]) => `| ${source} | ${own} | ${why(source)} |`),
  ]);
const told = readFileSync(page, 'utf8');
writeFileSync(
  page,
  `${told.slice(0, told.indexOf(BEGIN) + BEGIN.length)}\n${['| source | bytes | why |', '|---|--:|---|', ...lines].join('\n')}\n${told.slice(told.indexOf(END))}`,
);
console.log(lines.join('\n'));
