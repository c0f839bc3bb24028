/** Compares computed and expected values of any shape. */
import assert from 'node:assert/strict';

/**
 * Asserts that both values have the same shape, and that numbers differ by at most `tolerance` times their size.
 *
 * @param path names the value in messages
 */
export function close(computed: unknown, expected: unknown, tolerance: number, path = ''): void {
  if (typeof expected === 'number') {
    assert.equal(typeof computed, 'number', `${path}: ${computed} instead of ${expected}`);
    const distance = Math.abs((computed as number) - expected);
    assert.ok(distance <= tolerance * Math.max(1, Math.abs(expected)), `${path}: ${computed} instead of ${expected}`);
  } else if (expected !== null && typeof expected === 'object') {
    assert.ok(computed !== null && typeof computed === 'object', `${path}: ${computed}`);
    assert.deepEqual(Object.keys(computed).sort(), Object.keys(expected).sort(), path);
    for (const [key, value] of Object.entries(expected))
      close((computed as Record<string, unknown>)[key], value, tolerance, `${path}.${key}`);
  } else assert.equal(computed, expected, path);
}
