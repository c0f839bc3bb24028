/** Reads the rows of a CSV file as a stream. */
import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';

/** A row of a file. */
export interface CsvRow {
  /** The line on which the row ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file that is not CSV from here on. */
export interface CsvFault {
  readonly line: number;
  /** A sentence that never repeats the data. */
  readonly message: string;
}

/** The longest row, in characters. A quotation mark that is never closed makes the rest of the file one row. */
const LONGEST_ROW = 1024 * 1024;

/** What the parser gives for a row. */
interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

type Chunks = AsyncIterable<Uint8Array | string>;

/** What separates cells: the most frequent of `,`, `;` and tab in the header, outside quotation marks. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** UTF-8, or UTF-16 by its byte order mark: the "Unicode text" of Excel. @param start the first bytes of the file */
function decoderFor([first, second]: Uint8Array): TextDecoder {
  const mark = (first ?? 0) * 256 + (second ?? 0);
  return new TextDecoder(mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8', { fatal: true });
}

const NOT_UTF8 = 'The file is not UTF-8 from here on. Save it as CSV UTF-8.';
const NOT_CSV = 'The file is not CSV from here on: perhaps a quotation mark is not closed.';
const TOO_LONG = `A row is longer than ${LONGEST_ROW} characters: perhaps a quotation mark is not closed.`;

/** Reads one file. Ends at the first fault: the rows after it may be parts of others. */
class CsvFile {
  readonly #chunks: Chunks;
  #fault: CsvFault | undefined;
  /** The line of the last row that was taken. */
  #line = 0;

  constructor(chunks: Chunks) {
    this.#chunks = chunks;
  }

  /** The text until the first fault. The first part has the whole header. */
  async *#text(): AsyncGenerator<string> {
    let decoder: TextDecoder | undefined;
    let head = '';
    let isHeadSent = false;
    try {
      for await (const chunk of this.#chunks) {
        if (this.#fault) return;
        if (typeof chunk !== 'string') decoder ??= decoderFor(chunk);
        const text = typeof chunk === 'string' ? chunk : (decoder?.decode(chunk, { stream: true }) ?? '');
        if (isHeadSent) yield text;
        else head += text;
        if (isHeadSent || !(/[\r\n]/.test(head) || head.length > LONGEST_ROW)) continue;
        yield head;
        isHeadSent = true;
      }
      yield (isHeadSent ? '' : head) + (decoder?.decode() ?? '');
    } catch (error) {
      if (!(error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA'))
        throw error;
      this.#fault ??= { line: Number.POSITIVE_INFINITY, message: NOT_UTF8 };
    }
  }

  #parser(header: string) {
    return parse({
      bom: true,
      delimiter: delimiterOf(header),
      info: true,
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      skip_empty_lines: true,
      // Otherwise the rows before a faulty one are lost, as far as they are not taken yet.
      skip_records_with_error: true,
      on_skip: (error) => {
        const line = typeof error?.lines === 'number' ? error.lines : this.#line + 1;
        this.#fault ??= { line, message: error?.code === 'CSV_MAX_RECORD_SIZE' ? TOO_LONG : NOT_CSV };
        return undefined;
      },
    });
  }

  async *rows(): AsyncGenerator<CsvRow | CsvFault> {
    const text = this.#text();
    const first = await text.next();
    const head = first.done ? '' : first.value;
    const parser = this.#parser(/^[^\r\n]*/.exec(head)?.[0] ?? '');
    // An error of the source ends the parser, and the loop throws it.
    pipeline(Readable.from(concat(head, text)), parser, () => undefined);
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      if (this.#fault && info.lines >= this.#fault.line) break;
      this.#line = info.lines;
      yield { line: info.lines, cells: record };
    }
    if (this.#fault) yield { ...this.#fault, line: Math.min(this.#fault.line, this.#line + 1) };
  }
}

async function* concat(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/**
 * The rows of a CSV file in UTF-8 or UTF-16 with `,`, `;` or tab, and at the end a fault if the rest cannot be read. Empty lines are left
 * out. Reads the file only as fast as the rows are taken.
 *
 * @throws what `chunks` throws
 */
export const readCsvRows = (chunks: Chunks): AsyncGenerator<CsvRow | CsvFault> => new CsvFile(chunks).rows();
