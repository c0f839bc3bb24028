import { sweepOwnerRetention } from '../maintenance/owner-retention.ts';
import { sweepPurchaseGaps } from '../metrics/purchase-gaps.ts';
import { sweepMetricChanges } from '../metrics/result-cache.ts';
import { sweepDeliveries } from '../receivers/sweep-deliveries.ts';
import type { Database } from './database.ts';
import { sweepRateLimits } from './rate-limits.ts';
import { type Retention, sweepRetention } from './retention.ts';
import { vacuumNextTable } from './vacuum.ts';

/** How often expired rows are deleted, in milliseconds. */
const SWEEP_INTERVAL = 60_000;

/** Deletes expired rows from time to time. Returns a function that ends this; its promise resolves when no deletion is under way. */
export function startSweeping(db: Database, keep: Retention, isEmbedded: boolean): () => Promise<unknown> {
  let sweeping: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // If one run fails, the next one deletes the rows.
    sweeping = sweepRateLimits(db)
      .then(() => sweepRetention(db, keep))
      .then(() => sweepDeliveries(db, keep.answers))
      .then(() => sweepMetricChanges(db))
      .then(() => sweepPurchaseGaps(db))
      .then(() => sweepOwnerRetention(db))
      .then(() => (isEmbedded ? vacuumNextTable(db) : undefined))
      .catch(() => undefined);
  }, SWEEP_INTERVAL).unref();
  return () => {
    clearInterval(timer);
    return sweeping;
  };
}
