/**
 * What is mutated, and by which tests it is judged: those of some folders and files, without some
 * files and some slow tests.
 *
 * @type {Record<string, { tests: string[], without: string[], slow: string[], excluded: string[], goal: number, database?: true }>}
 */
export const AREAS = {
  core: {
    tests: ['test/core'],
    // They take seconds for what the others find in milliseconds: every real customer, every hostile value everywhere,
    // thousands of values against the published schemas. With them the score could only be higher.
    without: ['cdnow.test.ts', 'hostile.test.ts', 'schema.test.ts'],
    // It measures time.
    slow: ['a ledger ten times as long'],
    excluded: ['types.ts'],
    goal: 75,
  },
  delivery: {
    // Of the simulator's ten thousand schedules the first few.
    tests: ['test/delivery', 'test/mutation/schedules.ts'],
    without: ['crash.test.ts', 'load.test.ts', 'simulator.test.ts'],
    slow: [],
    // IndexedDB and the page are only in a browser: the browser tests hold them.
    excluded: ['base.ts', 'environment.ts'],
    goal: 90,
  },
  endpoint: {
    tests: ['test/endpoint', 'test/wire'],
    // They start processes of their own, in which no mutant is switched on, fill databases, or hold what is excluded.
    without: ['serve.test.ts', 'connect.test.ts', 'processes.test.ts', 'large.test.ts'],
    slow: [
      // It starts a process of its own, and an embedded database for it.
      'a folder keeps its answers',
      // It measures time.
      'writers do not wait for each other',
    ],
    database: true,
    // Wiring, which the tests of the real server hold: opening a database, its lock, Node's server.
    excluded: ['connect.ts', 'hold.ts', 'serve.ts', 'index.ts'],
    goal: 90,
  },
};
