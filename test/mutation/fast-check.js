/**
 * fast-check while mutants are tried: always the same seed, so that a mutant's fate does not hang on chance; fewer runs,
 * and no shrinking, since nobody reads the counterexample.
 */
import fc from 'fast-check';

export * from 'fast-check';

const MOST = 60;

export const assert = (property, { numRuns = 100, ...more } = {}) =>
  fc.assert(property, { ...more, seed: 20261121, numRuns: Math.min(numRuns, MOST), endOnFailure: true });

export default { ...fc, assert };
