/** `lojal import points <file>`: books balances of another system. */
import { openStore } from '../server/db/open-store.ts';
import type { Store } from '../server/db/store.ts';
import { type FileBalance, readBalances } from '../server/import/balance-rows.ts';
import type { CsvFault, CsvRow } from '../server/import/csv-rows.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { readCsvFile } from './csv-file.ts';
import { FaultList, sayProgress } from './import-report.ts';
import type { ImportSettings } from './import-settings.ts';
import { readRules } from './program-file.ts';

/** Balances in one transaction. */
const BATCH = 500;

const MIXED =
  'The customer has imported points already, and this file names its rows in another way: by customer there, by the ids of rows here, or the other way round. The points may be the same, so they are not added.';

type Balance = FileBalance & { readonly line: number };

/** Books the balances, and counts what they were. */
async function bookBalances(
  store: Store,
  balances: readonly Balance[],
  { today, isDry }: { readonly today: string; readonly isDry: boolean },
  faults: FaultList,
  say: (line: string) => void,
) {
  const counts = { new: 0, changed: 0, known: 0, mixed: 0 };
  const earned = new Set<string>();
  let birthdays = 0;
  const progress = sayProgress(`of ${balances.length} balances`, say);
  for (let from = 0; from < balances.length; from += BATCH) {
    const batch = balances.slice(from, from + BATCH);
    const outcomes = await store.ledger.importPoints(batch, today, isDry);
    for (const [i, { line, customer }] of batch.entries()) {
      const { state, hasEarned } = outcomes[i] ?? { state: 'known' };
      counts[state]++;
      if (state === 'mixed') faults.add({ line, message: MIXED });
      if (state === 'new' && hasEarned) earned.add(customer);
    }
    const told = batch.flatMap(({ customer, birthday }) => (birthday === undefined ? [] : [{ customer, birthday }]));
    birthdays += await store.ledger.importBirthdays(told, today, isDry);
    progress(from + batch.length);
  }
  return { counts, earned: earned.size, birthdays };
}

/** Imports the balances of a file: see `importBalanceRows`. */
export const importBalances = (settings: ImportSettings, say: (line: string) => void): Promise<boolean> =>
  importBalanceRows(readCsvFile(settings.file), settings, say);

/**
 * Imports rows, or says what an import would do. Safe to run again: a balance that is booked already stays, and one that has
 * changed is corrected by the difference.
 *
 * @returns whether all rows of the file could be used
 */
export async function importBalanceRows(
  rows: AsyncIterable<CsvRow | CsvFault>,
  settings: ImportSettings,
  say: (line: string) => void,
): Promise<boolean> {
  const { mapping, dates, dryRun: isDry } = settings;
  const faults = new FaultList(say);
  const store = await openStore({ databaseUrl: settings.database, folder: settings.folder });
  try {
    const { program } = await readRules(settings.program, store);
    const today = calendarDay(Date.now(), program.timeZone);
    const { balances, expired } = await readBalances(rows, { program, today, mapping, dates }, (fault) =>
      faults.add(fault),
    );
    const { counts, earned, birthdays } = await bookBalances(store, balances, { today, isDry }, faults, say);
    faults.sayRest();
    const customers = new Set(balances.map(({ customer }) => customer)).size;
    const points = balances.reduce((sum, balance) => sum + balance.points, 0);
    say(
      `Balances: ${balances.length}, customers: ${customers}, points: ${points}, expired: ${expired}, faults: ${faults.count}.`,
    );
    if (earned > 0)
      say(
        `Customers with points of orders here, to which the balances are added: ${earned}. If the balances contain the points of these orders, they count twice: see "Points and orders" in docs/move-data.md.`,
      );
    const states = `New balances: ${counts.new}, changed: ${counts.changed}, known: ${counts.known}.`;
    if (birthdays > 0) say(`New birthdays: ${birthdays}.`);
    say(isDry ? `Dry run. ${states} Nothing was booked.` : states);
  } finally {
    await store.close();
  }
  return faults.count === 0;
}
