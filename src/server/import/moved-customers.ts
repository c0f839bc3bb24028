/** The shop's own list of customers, which says whose e-mail address is whose id. Lojal stores ids, never addresses. */
import { restoreFormulas } from '../formula-cells.ts';
import { isSubject } from '../validate.ts';
import type { CsvFault, CsvRow } from './csv-rows.ts';
import { findColumns, missingColumns } from './find-columns.ts';

const HEADERS = {
  email: ['email', 'emailaddress', 'useremail', 'customeremail'],
  id: ['customerid', 'id', 'customer', 'userid', 'externalid'],
} as const;

/** One spelling of an address. Providers may tell upper case from lower case, but none is known to. */
const normalEmail = (address: string): string => address.trim().normalize('NFC').toLowerCase();

/** Whose address is whose. */
export class MovedCustomers {
  /** Null: the file has the address with two ids. */
  readonly #ids = new Map<string, string | null>();
  readonly #emails = new Map<string, string>();

  add(email: string, id: string): void {
    const address = normalEmail(email);
    const known = this.#ids.get(address);
    this.#ids.set(address, known === undefined || known === id ? id : null);
    if (!this.#emails.has(id)) this.#emails.set(id, email.trim());
  }

  /** The id of an address; null where the file has two; nothing for an address that the file does not have. */
  idOf(email: string): string | null | undefined {
    return this.#ids.get(normalEmail(email));
  }

  /** The first address of a customer. */
  emailOf(id: string): string | undefined {
    return this.#emails.get(id);
  }
}

/** Shopify writes an apostrophe before the digits of an id, so that spreadsheets do not round them. */
export const plainId = (id: string): string => id.replace(/^'(?=\d+$)/, '');

/** @param fault is told each row that is not used, in a sentence without its data */
export async function readMovedCustomers(
  rows: AsyncIterable<CsvRow | CsvFault>,
  fault: (fault: CsvFault) => void,
): Promise<MovedCustomers> {
  const customers = new MovedCustomers();
  let places: readonly [email: number, id: number] | undefined;
  for await (const row of rows) {
    const { line } = row;
    if ('message' in row) {
      fault(row);
      continue;
    }
    const cellAt = (place: number) => row.cells[place] ?? '';
    if (places) {
      const [email, id] = [cellAt(places[0]), plainId(restoreFormulas(cellAt(places[1]).trim()))];
      // A customer without an address, such as one of the till, is no fault.
      if (email.trim() === '') continue;
      if (isSubject(id)) customers.add(restoreFormulas(email), id);
      else
        fault({
          line,
          message:
            'The id of a customer must be a text of 1 to 128 characters, never an e-mail address, nor "." or "..".',
        });
      continue;
    }
    const found = findColumns(row.cells, HEADERS, {});
    const [email, id] = typeof found === 'string' ? [] : [found.index.get('email'), found.index.get('id')];
    if (email === undefined || id === undefined) {
      fault({
        line,
        message:
          typeof found === 'string'
            ? found
            : missingColumns(['email', 'id'].filter((_, i) => [email, id][i] === undefined)),
      });
      return customers;
    }
    places = [email, id];
  }
  return customers;
}
