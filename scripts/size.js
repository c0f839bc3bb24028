/** Prints the size of each built file and compares each kind of page with its budget: `npm run size`, and the end of each build. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const budgets = JSON.parse(readFileSync(new URL('./budgets.json', import.meta.url), 'utf8'));
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;
const kB = (bytes) => (bytes / 1000).toFixed(2).padStart(7);

/**
 * The files of the script, each with its sizes in bytes and the files that it imports statically.
 *
 * @returns {Map<string, { plain: number, gzip: number, brotli: number, imports: string[] }>}
 */
export function measuredFiles() {
  const files = new Map();
  for (const file of readdirSync(dist).filter((name) => /^lojal.*\.js$/.test(name))) {
    const bytes = readFileSync(new URL(file, dist));
    const imports = [...bytes.toString().matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, imported]) => imported);
    files.set(file, {
      plain: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotli(bytes),
      imports,
    });
  }
  return files;
}

/** @returns {{ over: string[] }} the exceeded budgets, each with the measured size */
export function report() {
  const measured = measuredFiles();
  const sizes = new Map([...measured].map(([file, { brotli }]) => [file, brotli]));
  console.log('file                      minified    gzip   brotli (kB)');
  for (const [file, { plain, gzip, brotli }] of measured)
    console.log(`${file.padEnd(25)} ${kB(plain)}  ${kB(gzip)}  ${kB(brotli)}`);
  /** These files and their static imports. */
  const withImports = (files) => {
    const all = new Set();
    const add = (file) => {
      if (all.has(file) || !sizes.has(file)) return;
      all.add(file);
      measured.get(file).imports.forEach(add);
    };
    files.forEach(add);
    return [...all];
  };
  /** A budget with `??` applies to each language. */
  const languages = [...sizes.keys()].map((file) => /^lojal\.([a-z]{2})\.js$/.exec(file)?.[1]).filter((tag) => tag);
  const pages = budgets.flatMap((budget) =>
    budget.files.some((file) => file.includes('??'))
      ? languages.map((tag) => ({
          ...budget,
          page: `${budget.page} (${tag})`,
          files: budget.files.map((file) => file.replace('??', tag)),
        }))
      : [budget],
  );
  const over = [];
  console.log('\nwhat a page loads         brotli  budget    goal (kB)');
  for (const { page, files, most, goal } of pages) {
    const missing = files.filter((file) => !sizes.has(file));
    const sum = withImports(files).reduce((all, file) => all + sizes.get(file), 0);
    console.log(`${page.padEnd(25)} ${kB(sum)} ${kB(most)} ${kB(goal)}`);
    if (missing.length) over.push(`${page}: ${missing.join(', ')} was not built`);
    else if (sum > most) over.push(`${page}: ${kB(sum).trim()} kB, the budget is ${kB(most).trim()} kB`);
  }
  for (const line of over) console.log(`OVER BUDGET ${line}`);
  return { over };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = report().over.length ? 1 : 0;
