/** Reads CSV in the browser, as RFC 4180 has it, in chunks of any size. The parser of the server needs the streams of Node. */

/** A row, and the line on which it ends, from 1. */
interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The longest row, in characters: a quotation mark that is never closed makes the rest of a file one row. */
const LONGEST_ROW = 1024 * 1024;

/** What separates cells: the most frequent of `,`, `;` and tab in the header, outside quotation marks. */
function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (one: string): number => bare.split(one).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** The start of a file until the end of its first line, then every chunk as it comes. */
async function* withWholeHeader(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let head: string | undefined = '';
  for await (const chunk of chunks) {
    if (head === undefined) yield chunk;
    else {
      head += chunk;
      if (!/[\r\n]/.test(head) && head.length < LONGEST_ROW) continue;
      yield head;
      head = undefined;
    }
  }
  if (head) yield head;
}

/** Splits text into rows. Each character is looked at once. */
class RowSplitter {
  line = 1;
  #cells: string[] = [];
  #cell = '';
  #size = 0;
  #isQuoted = false;
  /** After a quotation mark within quotation marks: the next character tells whether it was the last one. */
  #isMaybeEnd = false;
  #wasReturn = false;

  constructor(readonly separator: string) {}

  *rows(text: string): Generator<TextRow> {
    for (const letter of text) {
      if (++this.#size > LONGEST_ROW) return;
      if (this.#isQuoted && !this.#isMaybeEnd) {
        this.#quoted(letter);
        continue;
      }
      if (this.#isMaybeEnd) {
        this.#isMaybeEnd = false;
        if (letter === '"') {
          this.#cell += '"';
          continue;
        }
        this.#isQuoted = false;
      }
      const isSecond = this.#wasReturn && letter === '\n';
      this.#wasReturn = letter === '\r';
      if (isSecond) continue;
      if (letter === '"' && this.#cell === '') this.#isQuoted = true;
      else if (letter === this.separator) this.#next();
      else if (letter === '\n' || letter === '\r') yield* this.#end();
      else this.#cell += letter;
    }
  }

  #quoted(letter: string): void {
    if (letter === '"') this.#isMaybeEnd = true;
    else {
      // A line break of CR LF is one.
      if (letter === '\r' || (letter === '\n' && !this.#wasReturn)) this.line++;
      this.#cell += letter;
    }
    this.#wasReturn = letter === '\r';
  }

  #next(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
  }

  *#end(): Generator<TextRow> {
    const isEmpty = this.#cells.length === 0 && this.#cell === '';
    this.#next();
    if (!isEmpty) yield { line: this.line, cells: this.#cells };
    this.#cells = [];
    this.#size = 0;
    this.line++;
  }

  /** The last row, which needs no line break. */
  *last(): Generator<TextRow> {
    if (this.#cells.length > 0 || this.#cell !== '') yield* this.#end();
  }

  /** Whether a row is so long that the file is not CSV. */
  get isTooLong(): boolean {
    return this.#size > LONGEST_ROW;
  }

  /** Whether the file ended within quotation marks. */
  get isBroken(): boolean {
    return this.isTooLong || (this.#isQuoted && !this.#isMaybeEnd);
  }
}

/** The rows of a file, without empty lines. A quotation mark that is never closed ends them with a fault. */
export async function* readTextRows(
  chunks: AsyncIterable<string>,
): AsyncGenerator<TextRow | { readonly line: number; readonly message: string }> {
  let splitter: RowSplitter | undefined;
  for await (const chunk of withWholeHeader(chunks)) {
    const text = splitter ? chunk : chunk.replace(/^\uFEFF/, '');
    splitter ??= new RowSplitter(separatorOf(/^[^\r\n]*/.exec(text)?.[0] ?? ''));
    yield* splitter.rows(text);
    if (splitter.isTooLong) break;
  }
  if (splitter?.isBroken)
    yield { line: splitter.line, message: 'The file is not CSV from here on: perhaps a quotation mark is not closed.' };
  else if (splitter) yield* splitter.last();
}
