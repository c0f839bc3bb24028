/**
 * Tells reviews apart that differ in nothing but their writers: by the number of the writer among those in the file. The number takes
 * the place of the e-mail address, because the id is public: anybody could try addresses against a digest of one.
 */
export class ReviewWriters {
  readonly #writers = new Map<string, string[]>();

  /** From 0. @param review what the reviews have in common */
  numberOf(review: readonly unknown[], writer: string): number {
    const key = JSON.stringify(review);
    const known = this.#writers.get(key) ?? [];
    this.#writers.set(key, known);
    const place = known.indexOf(writer);
    return place < 0 ? known.push(writer) - 1 : place;
  }
}
