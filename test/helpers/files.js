/** Lists the test files and their kinds. The kind follows from the imports of a file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files under test/ whose names end with `end`, as paths from the root of the project. */
const ending = (end) =>
  readdirSync(join(root, 'test'), { recursive: true })
    .map((file) => `test/${file.split('\\').join('/')}`)
    .filter((file) => file.endsWith(end) && !file.includes('node_modules'))
    .sort();

/** The source of a file and of everything that the file imports from test/ and demo/, except for types only. */
function sources(file, seen = new Map()) {
  if (seen.has(file) || !existsSync(join(root, file))) return seen;
  const text = readFileSync(join(root, file), 'utf8');
  seen.set(file, text);
  for (const [, type, from, bare] of text.matchAll(
    /(?:import|export)\s+(type\s)?[^'";]*?from\s+'(\.[^']+)'|import\s*\(?\s*'(\.[^']+)'/g,
  )) {
    const target = join(dirname(file), from ?? bare)
      .split('\\')
      .join('/');
    if (!type && /^(test|demo)\//.test(target)) sources(target, seen);
  }
  return seen;
}

/** An import of a browser driver, not for types only. */
const DRIVES = /import\s+(?!type\s)[^'";]*?from\s+'(playwright|puppeteer)-core'/;

/** @returns {{ path: string, kind: 'unit' | 'browser' | 'e2e', built: boolean }[]} `built`: whether the file needs the build */
export function testFiles() {
  const about = (path, browser) => {
    const texts = [...sources(path).values()];
    const kind = browser ? 'browser' : texts.some((text) => DRIVES.test(text)) ? 'e2e' : 'unit';
    return { path, kind, built: texts.some((text) => /\bdist\//.test(text)) };
  };
  return [
    ...ending('.test.ts').map((path) => about(path, false)),
    ...ending('.browser.ts').map((path) => about(path, true)),
  ];
}
