import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

/** docs/troubleshooting.md holds what the console may say, word for word: who searches for a message finds it. */

const src = new URL('../src/', import.meta.url);
const doc = readFileSync(new URL('../docs/troubleshooting.md', import.meta.url), 'utf8');

/** The text literals of some code, `…` for what is put in; those that are put in too. */
function literals(code: string): string[] {
  const found: string[] = [];
  let at = 0;
  const literal = (quote: string): void => {
    let text = '';
    for (at++; at < code.length && code[at] !== quote; at++)
      if (code[at] === '\\') text += code[++at];
      else if (quote === '`' && code.startsWith('${', at)) {
        at += 2;
        expression();
        text += '…';
      } else text += code[at];
    found.push(text);
  };
  /** Goes on to the brace that ends it. */
  const expression = (): void => {
    for (let depth = 0; at < code.length; at++) {
      const sign = code[at] as string;
      if (code.startsWith('//', at) && code[at - 1] !== '\\') at = code.indexOf('\n', at);
      else if (code.startsWith('/*', at)) at = code.indexOf('*/', at) + 1;
      else if (/['"`]/.test(sign)) literal(sign);
      else if (sign === '{') depth++;
      else if (sign === '}' && !depth--) return;
    }
  };
  expression();
  return found;
}

/** What stands between the brackets of every call of `name`. */
function calls(code: string, name: RegExp): string[] {
  return [...code.matchAll(name)].map(({ index, 0: { length } }) => {
    let depth = 1;
    let end = index + length;
    for (; depth && end < code.length; end++) depth += +(code[end] === '(') - +(code[end] === ')');
    return code.slice(index + length, end - 1);
  });
}

const ADVICE = /^program\/(misspelt|misdirected|refused|unread|unreachable)\.ts$/;
const words = (text: string): number => text.split(/\s+/).filter((word) => /[a-z]{2}/i.test(word)).length;

/** Every sentence that the console may see. */
const sentences = readdirSync(src, { recursive: true })
  .map((file) => String(file).split('\\').join('/'))
  .filter((file) => file.endsWith('.ts') && !/^(endpoint|schema)\//.test(file))
  .flatMap((file) => {
    const code = readFileSync(new URL(file, src), 'utf8');
    if (ADVICE.test(file)) return literals(code).filter((text) => words(text) > 3);
    return [...calls(code, /\bwarn\(/g), ...calls(code, /(?<!function )\bcomplain\(/g)]
      .flatMap(literals)
      .filter((text) => words(text) > 1);
  })
  .map((text) => text.trim());

const shown = [...doc.matchAll(/```text\n([\s\S]*?)```/g)].flatMap(([, lines = '']) => lines.trim().split('\n'));

test('every message of the source stands in docs/troubleshooting.md', () => {
  assert.ok(sentences.length > 40, `${sentences.length} were found`);
  assert.deepEqual(
    sentences.filter((sentence) => !shown.some((line) => line.includes(sentence))),
    [],
  );
});

test('every message in docs/troubleshooting.md is one of the source', () => {
  assert.deepEqual(
    shown.filter((line) => !sentences.some((sentence) => line.includes(sentence))),
    [],
  );
});
