/** The orders of the public CDNOW sample (demo/data), with the number of records, as orders of the oracle. Customers have their id in the full data set. */
import { readFileSync } from 'node:fs';
import type { OracleOrder } from './purchase-oracle.ts';

/** The day after the last one of the sample. */
export const CDNOW_END = '1998-07-01';

export function cdnowOrders(): OracleOrder[] {
  const text = readFileSync(new URL('../../demo/data/cdnow-sample.txt', import.meta.url), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [customer, , day, units, dollars] = line.trim().split(/\s+/);
    if (!customer || !day) return [];
    return [
      {
        customer,
        day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
        units: Number(units),
        cents: Math.round(Number(dollars) * 100),
      },
    ];
  });
}
