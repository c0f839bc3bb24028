/**
 * Configures fast-check for mutation tests: a fixed seed, so that the result of a mutant does not depend on chance; fewer
 * runs; no shrinking, because nobody reads the counterexample.
 */
import fc from 'fast-check';

export * from 'fast-check';

const MOST = 60;

export const assert = (property, { numRuns = 100, ...more } = {}) =>
  fc.assert(property, { ...more, seed: 20261121, numRuns: Math.min(numRuns, MOST), endOnFailure: true });

export default { ...fc, assert };
