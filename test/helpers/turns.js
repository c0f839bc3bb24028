/**
 * Long files, or about parts that change seldom. A whole run takes one of three of each group, by `ROTATION`; `ROTATION=all` and a
 * run that names a file take all. CONTRIBUTING.md says when to run all.
 */
const GROUPS = [
  ['test/release/package.test.ts', 'test/release/container.test.ts', 'test/release/integrity.test.ts'],
  ['test/platforms/woocommerce.test.ts', 'test/platforms/shopify-theme.test.ts', 'test/platforms/prestashop.test.ts'],
  ['test/server/failover.test.ts', 'test/server/large.test.ts', 'test/pages/heap.test.ts'],
  ['test/docs/site.test.ts', 'test/pages/gallery.test.ts', 'test/cli/move-data.test.ts'],
  ['test/fuzz/readers.test.ts', 'test/faults/cycles.test.ts', 'test/server/fuzz.test.ts'],
  ['test/server/folder-lock.test.ts', 'test/server/program-preview.test.ts', 'test/server/ledger/real-orders.test.ts'],
  ['test/pages/languages.test.ts', 'test/pages/programs.test.ts', 'test/frameworks/examples.test.ts'],
  ['test/server/crash.test.ts', 'test/server/ledger/crash-ledger.test.ts', 'test/server/processes.test.ts'],
  ['test/platforms/pages.test.ts', 'test/platforms/astro.test.ts', 'test/docs/start.test.ts'],
];

/** The files that a whole run leaves to another one. */
export function withoutTurn(rotation = process.env.ROTATION) {
  return rotation === 'all' ? [] : GROUPS.flatMap((files) => files.filter((_, at) => at !== Number(rotation) % 3));
}
