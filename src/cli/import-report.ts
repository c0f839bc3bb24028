/** What an import prints while it runs. */
import type { CsvFault } from '../server/import/csv-rows.ts';

/** The most faults that are printed. */
const MOST_FAULTS = 20;
/** The time between two lines about the progress, in ms. */
const INTERVAL = 10_000;

type Say = (line: string) => void;

/** Prints the first faults of a file, and counts all. */
export class FaultList {
  count = 0;
  readonly #say: Say;

  constructor(say: Say) {
    this.#say = say;
  }

  add({ line, message }: CsvFault): void {
    if (++this.count <= MOST_FAULTS) this.#say(`Line ${line}: ${message}`);
  }

  /** Says how many faults were not printed. */
  sayRest(): void {
    if (this.count > MOST_FAULTS) this.#say(`Further lines with a fault: ${this.count - MOST_FAULTS}.`);
  }
}

/** @returns a function that prints how many are done, every ten seconds */
export function sayProgress(what: string, say: Say): (done: number) => void {
  let said = Date.now();
  return (done) => {
    if (Date.now() - said <= INTERVAL) return;
    said = Date.now();
    say(`${done} ${what}.`);
  };
}
