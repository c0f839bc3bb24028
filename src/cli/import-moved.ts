/** `lojal import smile|loyaltylion|yotpo|growave|judgeme|woocommerce-points <file>`: balances or reviews of another tool. */
import { readAnswer } from '../server/import/answer-lines.ts';
import { normalHeader } from '../server/import/find-columns.ts';
import { toBalanceRows } from '../server/import/moved-balances.ts';
import { type MovedCustomers, readMovedCustomers } from '../server/import/moved-customers.ts';
import { type MovedReviewOptions, toReviewLines } from '../server/import/moved-reviews.ts';
import {
  MOVED_BALANCE_HEADERS,
  MOVED_REVIEW_HEADERS,
  MOVING_TOOLS,
  type MovingToolName,
} from '../server/import/moving-tools.ts';
import { Problem } from '../server/problem.ts';
import { CommandError } from './command-error.ts';
import { readCsvFile } from './csv-file.ts';
import { type ReadAnswer, storeAnswers } from './import-answers.ts';
import { importBalanceRows } from './import-points.ts';
import { FaultList } from './import-report.ts';
import type { ImportSettings } from './import-settings.ts';

type Say = (line: string) => void;

/** Reads the list of customers. A list with a fault is used without the rows that have one. */
export async function readCustomerList(file: string | undefined, say: Say): Promise<MovedCustomers | undefined> {
  if (file === undefined) return undefined;
  const faults = new FaultList((line) => say(`List of customers: ${line}`));
  const customers = await readMovedCustomers(readCsvFile(file), (fault) => faults.add(fault));
  faults.sayRest();
  return customers;
}

/** What a file has, by its header. @throws CommandError where the header tells neither, or both */
async function kindOf(settings: ImportSettings, name: MovingToolName): Promise<'balances' | 'reviews'> {
  const { title, balances, reviews } = MOVING_TOOLS[name];
  if (!reviews) return 'balances';
  if (!balances) return 'reviews';
  const { mapping, file } = settings;
  for await (const row of readCsvFile(file)) {
    if ('message' in row) break;
    const headers = new Set(row.cells.map(normalHeader));
    const has = (field: 'points' | 'rating', names: readonly string[]) =>
      Object.hasOwn(mapping, field) || names.some((one) => headers.has(one));
    const isBalances = has('points', MOVED_BALANCE_HEADERS.points);
    const isReviews = has('rating', MOVED_REVIEW_HEADERS.rating);
    if (isBalances !== isReviews) return isBalances ? 'balances' : 'reviews';
    break;
  }
  throw new CommandError(
    `The header does not tell whether the file of ${title} has balances or reviews. Name one column: --map points="…" or --map rating="…".`,
  );
}

/** The reviews that can be used, each once. */
async function* readReviews(
  settings: ImportSettings,
  options: MovedReviewOptions,
  faults: FaultList,
  counts: Record<string, number>,
): AsyncGenerator<ReadAnswer> {
  const seen = new Set<string>();
  for await (const row of toReviewLines(readCsvFile(settings.file), options)) {
    const { line } = row;
    try {
      if ('message' in row) faults.add(row);
      else {
        const answer = readAnswer(row.value);
        const { id } = answer.event;
        if (seen.has(id)) counts.again = (counts.again ?? 0) + 1;
        else yield { line, ...answer };
        seen.add(id);
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.add({ line, message: error.message });
    }
  }
}

const NO_CONSENT =
  'The export does not say that customers agreed to the publication of their reviews, so none of them is shown. If they did, give the words: --consent "…"';

/** @returns the import of one tool, which returns whether all rows of the file could be used */
export const importMoved =
  (name: MovingToolName) =>
  async (settings: ImportSettings, say: Say): Promise<boolean> => {
    const kind = await kindOf(settings, name);
    const customers = await readCustomerList(settings.customers, say);
    const { mapping, consent, lang, dates } = settings;
    const onHeader = (left: readonly string[]) => {
      if (left.length > 0) say(`Left out: ${left.join('; ')}.`);
    };
    if (kind === 'balances') {
      const rows = toBalanceRows(readCsvFile(settings.file), { mapping, customers, onHeader });
      return importBalanceRows(rows, { ...settings, mapping: {} }, say);
    }
    const faults = new FaultList(say);
    const counts: Record<string, number> = {};
    const options = { tool: MOVING_TOOLS[name], mapping, customers, consent, lang, dates, onHeader, now: Date.now() };
    const isWhole = await storeAnswers(readReviews(settings, options, faults, counts), settings, faults, counts, say);
    if (consent === undefined) say(NO_CONSENT);
    return isWhole;
  };
