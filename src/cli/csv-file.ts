/** Reads the rows of a CSV file. */
import { createReadStream } from 'node:fs';
import { type CsvFault, type CsvRow, readCsvRows } from '../server/import/csv-rows.ts';

/** Opens the file when the first row is taken: an error of a stream that nobody reads yet would end the process. */
async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

/** @throws what the system says of a file that cannot be read, at the first row */
export const readCsvFile = (file: string): AsyncGenerator<CsvRow | CsvFault> => readCsvRows(chunksOf(file));
