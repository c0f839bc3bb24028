/** Pages of balances and of reviews for the import of another tool. */
import { snapshot } from '../loyalty/snapshot.ts';
import type { Store } from '../server/db/store.ts';
import type { MovedCustomers } from '../server/import/moved-customers.ts';
import { calendarDay } from '../server/ledger/calendar-day.ts';
import { asProgram } from '../server/ledger/customer-state.ts';
import { entriesOf } from '../server/ledger/read-ledger.ts';
import { publishedReview } from '../server/published-review.ts';
import type { ProgramRules } from './program-file.ts';

type Page = readonly (readonly unknown[] | null)[];

/** Customers, and answers, in memory at a time. */
const PAGE_SIZE = 200;

/**
 * The points that customers can spend: address, points and id. A customer without points is left out, and one without an address is
 * null.
 *
 * @param columns how many of the cells are written
 */
export async function* balancePages(
  store: Store,
  { program, rulesAt }: ProgramRules,
  customers: MovedCustomers,
  columns: number,
): AsyncGenerator<Page> {
  const today = calendarDay(Date.now(), program.timeZone);
  for (let after = ''; ; ) {
    const page = await store.ledger.ledgers(after, PAGE_SIZE);
    yield page.flatMap((stored) => {
      const { points } = snapshot(asProgram(program), { ledger: entriesOf(stored, rulesAt) }, today);
      if (!points || points.spendable <= 0) return [];
      const email = customers.emailOf(stored.customer);
      return [email === undefined ? null : [email, points.spendable, stored.customer].slice(0, columns)];
    });
    after = page.at(-1)?.customer ?? after;
    if (page.length < PAGE_SIZE) return;
  }
}

/** The columns that the import of Judge.me names. */
export const JUDGEME_COLUMNS = [
  ...['title', 'body', 'rating', 'review_date', 'reviewer_name', 'reviewer_email', 'product_id', 'product_handle'],
  ...['reply', 'picture_urls'],
];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The published reviews whose writers agreed to it, with the name in the form that they chose. */
export async function* reviewPages(store: Store, customers: MovedCustomers | undefined): AsyncGenerator<Page> {
  const filter = { type: 'lojal.review.answered.v1', state: 'approved' } as const;
  for (let after = '0'; ; ) {
    const page = await store.page(after, PAGE_SIZE, filter);
    yield page.flatMap(({ event }) => {
      const { publish } = Object(event.data.consent) as { readonly publish?: unknown };
      if (publish !== true) return [];
      const { data, time } = publishedReview(event);
      const { name } = Object(data.author) as { readonly name?: unknown };
      const product = textOf(Object(data.product).id);
      const isNumber = /^\d+$/.test(product);
      return [
        [
          textOf(data.title),
          textOf(data.body),
          data.rating,
          new Date(time).toISOString().replace('T', ' ').replace(/\..*/, ' UTC'),
          textOf(name) || 'Anonymous',
          (event.subject !== undefined && customers?.emailOf(event.subject)) || '',
          isNumber ? product : '',
          isNumber ? '' : product,
          '',
          '',
        ],
      ];
    });
    after = page.at(-1)?.cursor ?? after;
    if (page.length < PAGE_SIZE) return;
  }
}
