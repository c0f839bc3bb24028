/** `lojal import answers <file>`: stores the answers of an export. */
import { createReadStream } from 'node:fs';
import { openStore } from '../server/db/open-store.ts';
import type { ExportedAnswer } from '../server/db/restore-answers.ts';
import type { Store } from '../server/db/store.ts';
import { type AnswerLine, readAnswer, readAnswerLines } from '../server/import/answer-lines.ts';
import { Problem } from '../server/problem.ts';
import { FaultList, sayProgress } from './import-report.ts';
import type { ImportSettings } from './import-settings.ts';

/** Answers in one transaction: at most 200 × 16 KiB. */
const BATCH = 200;

/** What a CSV export does not have. */
const NOT_IN_CSV =
  'CSV does not have the address of a product, the time and the hidden field by which a review looks automated, and fields that this version does not know. NDJSON has them.';

export type ReadAnswer = ExportedAnswer & { readonly line: number };

/** Whether a file is CSV: each line of the other form begins with a brace. */
async function isCsvFile(file: string): Promise<boolean> {
  for await (const chunk of createReadStream(file, { end: 1023 }))
    return !/^\uFEFF?\s*\{/.test((chunk as Buffer).toString('utf8'));
  return true;
}

/** The id of an answer. A line without one is a fault, and no other line is the same. */
const idOf = ({ line, value }: AnswerLine): unknown => Object(value).id ?? line;

/** The line on which each id stands last: an export has an answer again that was edited or moderated during the export. */
async function readLastLines(lines: AsyncIterable<object>): Promise<ReadonlyMap<unknown, number>> {
  const last = new Map<unknown, number>();
  for await (const row of lines as AsyncIterable<AnswerLine>) last.set(idOf(row), row.line);
  return last;
}

/** The usable answers, each id once. */
async function* readAnswers(
  open: () => ReturnType<typeof readAnswerLines>,
  faults: FaultList,
  counts: Record<string, number>,
): AsyncGenerator<ReadAnswer> {
  const last = await readLastLines(open());
  for await (const row of open()) {
    const { line } = row;
    if ('message' in row) faults.add(row);
    else if (last.get(idOf(row)) !== line) counts.again = (counts.again ?? 0) + 1;
    else
      try {
        yield { line, ...readAnswer(row.value) };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        faults.add({ line, message: error.message });
      }
  }
}

/** Stores the answers, and counts what became of them. */
async function restore(
  store: Store,
  answers: AsyncIterable<ReadAnswer>,
  isDry: boolean,
  faults: FaultList,
  counts: Record<string, number>,
  say: (line: string) => void,
): Promise<void> {
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const progress = sayProgress('answers', say);
  let done = 0;
  const flush = async (batch: readonly ReadAnswer[]) => {
    const outcomes = await store.restore(batch, isDry);
    for (const [i, { line }] of batch.entries()) {
      const { outcome, hasOtherState } = outcomes[i] ?? { outcome: 'same', hasOtherState: false };
      count(outcome);
      if (hasOtherState) count('otherState');
      if (outcome === 'other-answer')
        faults.add({ line, message: 'The id belongs to another answer here: its type, source or subject differs.' });
    }
    done += batch.length;
    progress(done);
  };
  const batch: ReadAnswer[] = [];
  for await (const answer of answers) {
    batch.push(answer);
    if (batch.length === BATCH) await flush(batch.splice(0));
  }
  if (batch.length > 0) await flush(batch);
}

/**
 * Stores answers, or says what would be stored. Safe to run again: an answer that is stored stays as it is.
 *
 * @returns whether all of them could be used
 */
export async function storeAnswers(
  answers: AsyncIterable<ReadAnswer>,
  { folder, database, dryRun: isDry }: ImportSettings,
  faults: FaultList,
  counts: Record<string, number>,
  say: (line: string) => void,
): Promise<boolean> {
  const store = await openStore({ databaseUrl: database, folder });
  try {
    await restore(store, answers, isDry, faults, counts, say);
    const { stored = 0, replaced = 0, same = 0, older = 0, erased = 0, again = 0, otherState = 0 } = counts;
    if (!isDry && stored + replaced > 0)
      await store.audit({ actor: 'command', action: 'import', detail: { stored, replaced } });
    faults.sayRest();
    say(
      `${isDry ? 'Dry run. ' : ''}New answers: ${stored}, newer than those stored: ${replaced}, known: ${same + older}, erased here: ${erased}, faults: ${faults.count}.${isDry ? ' Nothing was stored.' : ''}`,
    );
    if (again > 0) say(`Lines left out, because another line has the same answer: ${again}.`);
    if (otherState > 0) say(`Reviews with another state here, which stays: ${otherState}.`);
  } finally {
    await store.close();
  }
  return faults.count === 0;
}

/** Imports the answers of an export of Lojal, or says what an import would do. Returns whether all lines could be used. */
export async function importAnswers(settings: ImportSettings, say: (line: string) => void): Promise<boolean> {
  const { file, mapping } = settings;
  const isCsv = await isCsvFile(file);
  const faults = new FaultList(say);
  const counts: Record<string, number> = {};
  const answers = readAnswers(() => readAnswerLines(createReadStream(file), isCsv, mapping), faults, counts);
  const isWhole = await storeAnswers(answers, settings, faults, counts, say);
  if (isCsv) say(NOT_IN_CSV);
  return isWhole;
}
