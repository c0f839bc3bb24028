/**
 * `npm run chunks`: what each file of the script tag consists of, in minified bytes by source file, from the source maps
 * of the very build.
 */
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

/** A source as it is called in the project. */
const named = (source: string): string => source.replace(/^.*node_modules\//, '').replace(/^.*?src\//, 'src/');

/** How many characters of a file came from which source. */
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

/** Every file of the script tag with what is in it. */
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

for (const { file, bytes, sources } of await chunks()) {
  console.log(`${file}  ${bytes}`);
  for (const [source, own] of sources.slice(0, 10)) console.log(`  ${String(own).padStart(6)}  ${source}`);
}
