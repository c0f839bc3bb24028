/**
 * The areas of mutation testing: source folders with excluded files, the tests that judge them without some files and slow
 * tests, and the score to reach.
 *
 * @type {Record<string, { sources: string[], tests: string[], without: string[], slow: string[], excluded: string[], goal: number, database?: true }>}
 */
export const AREAS = {
  pure: {
    sources: ['loyalty', 'config', 'rules'],
    tests: ['test/loyalty', 'test/config', 'test/rules'],
    // These take seconds to find what the others find in milliseconds: every real customer, every hostile value in every
    // place, thousands of values against the published schemas. With them the score could only be higher.
    without: ['cdnow.test.ts', 'hostile.test.ts', 'schema.test.ts'],
    // This test measures time.
    slow: ['a ledger ten times as long'],
    excluded: ['types.ts'],
    goal: 75,
  },
  outbox: {
    sources: ['outbox'],
    // schedules.ts runs only the first of the simulator's ten thousand schedules.
    tests: ['test/outbox', 'test/mutation/schedules.ts'],
    without: ['crash.test.ts', 'load.test.ts', 'simulator.test.ts'],
    slow: [],
    // IndexedDB and page events exist only in a browser; the browser tests cover these files.
    excluded: ['indexed-db.ts', 'environment.ts'],
    goal: 90,
  },
  server: {
    sources: ['server'],
    tests: ['test/server', 'test/wire'],
    // These start other processes, in which no mutant is active, fill databases, or test excluded files.
    without: ['serve.test.ts', 'connect.test.ts', 'processes.test.ts', 'large.test.ts', 'folder-lock.test.ts'],
    slow: [
      // This test starts another process with an embedded database.
      'a folder keeps its answers',
      // This test measures time.
      'writers do not wait for each other',
    ],
    database: true,
    // The tests of the real server cover the setup: opening a database, its lock, Node's server.
    excluded: ['connect.ts', 'folder.ts', 'folder-lock.ts', 'serve.ts', 'index.ts'],
    goal: 90,
  },
};
