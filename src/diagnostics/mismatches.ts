/** Finds settings that are accepted and do not fit each other. */
import type { ReactiveElement } from 'lit';
import type { ProgramData } from '../elements/shared/program-data.ts';
import { standingOf } from '../loyalty/tiers.ts';
import type { Finding } from './catalogue.ts';

/** More orders than a customer makes: a level above was probably written as an amount of money. */
const MANY_ORDERS = 200;

/** The text of a list of options that was not separated by `|`: one option with a comma in it, or JSON. */
function unseparated(element: ReactiveElement & { readonly options?: unknown }): string | undefined {
  const [only, ...others] = Array.isArray(element.options) ? element.options : [];
  return typeof only === 'string' && !others.length && /^[[{]|,/.test(only) ? only : undefined;
}

/** @param served the elements of the program */
export function* findMismatches(data: ProgramData, served: readonly ReactiveElement[]): Generator<Finding> {
  const { tiers } = data.program;
  const high = tiers?.metric === 'orders' && tiers.levels.find(({ from }) => from > MANY_ORDERS);
  if (high) yield ['lojal/levels-unlikely', high.id, high.from];
  const tier = served.some((one) => one.localName.endsWith('-tier') && !one.hasAttribute('value'));
  const { account = {}, computed } = data;
  const { points, spend, orders, lifetime, currency } = account;
  // A ledger that cannot be used, and an account in another currency, have a message of their own.
  const totals = !currency && [points, spend, orders, lifetime].some((one) => one !== undefined);
  if (tiers && tier && totals && !standingOf(tiers, account, computed?.progress))
    yield ['lojal/total-missing', tiers.metric];
  for (const element of served) {
    const options = element.localName.endsWith('-survey') && unseparated(element);
    if (options) yield ['lojal/options-separator', options];
  }
}
