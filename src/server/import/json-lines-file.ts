/** Reads a file of newline-delimited JSON as a stream. */
import type { CsvFault } from './csv-rows.ts';

/** A line of a file, as JSON. */
export interface JsonRow {
  /** From 1. */
  readonly line: number;
  readonly value: unknown;
}

/** The longest line, in characters. An answer has at most 16 KiB. */
const LONGEST_LINE = 1024 * 1024;

const NOT_UTF8 = 'The file is not UTF-8 from here on.';
const TOO_LONG = `The line is longer than ${LONGEST_LINE} characters, so it is not newline-delimited JSON.`;
const NOT_JSON = 'The line is not JSON.';

function readRow(line: number, text: string): JsonRow | CsvFault {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, message: NOT_JSON };
  }
}

/**
 * The lines of a file in UTF-8. Empty lines are left out. A line that is not JSON is a fault, and the next ones are read. After a
 * fault of the file nothing follows.
 */
export async function* readJsonRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<JsonRow | CsvFault> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 0;
  const decode = (chunk?: Uint8Array): string | undefined => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      return undefined;
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    if (text === undefined) return yield { line: line + 1, message: NOT_UTF8 };
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) {
      line++;
      if (one.trim() !== '') yield readRow(line, one);
    }
    if (rest.length > LONGEST_LINE) return yield { line: line + 1, message: TOO_LONG };
  }
  if (decode() === undefined) return yield { line: line + 1, message: NOT_UTF8 };
  if (rest.trim() !== '') yield readRow(line + 1, rest);
}
