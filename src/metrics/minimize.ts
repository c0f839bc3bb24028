/** The Nelder–Mead method: finds a minimum of a function of a few numbers without its derivatives. */

interface Vertex {
  readonly at: readonly number[];
  readonly value: number;
}

/** `hasConverged` is false where the steps ran out. */
export interface Minimum extends Vertex {
  readonly hasConverged: boolean;
}

/** One run from a simplex of edges `size` around `start`. */
function descend(f: (at: readonly number[]) => number, start: readonly number[], size: number, steps: number): Minimum {
  const vertex = (at: readonly number[]): Vertex => {
    const value = f(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [vertex(start), ...start.map((_, i) => vertex(start.map((x, j) => (i === j ? x + size : x))))];
  const n = start.length;
  for (let step = 0; step < steps; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const [best, worst, second] = [simplex[0], simplex[n], simplex[n - 1]];
    if (!best || !worst || !second) break;
    const spread = Math.max(...worst.at.map((x, i) => Math.abs(x - (best.at[i] ?? 0))));
    if (worst.value - best.value <= 1e-12 * Math.abs(best.value) + 1e-12 && spread < 1e-5)
      return { ...best, hasConverged: true };
    const centre = start.map((_, i) => simplex.slice(0, n).reduce((sum, { at }) => sum + (at[i] ?? 0), 0) / n);
    const along = (factor: number) => vertex(centre.map((x, i) => x + factor * (x - (worst.at[i] ?? 0))));
    const reflected = along(1);
    let next = reflected;
    if (reflected.value < best.value) {
      const expanded = along(2);
      if (expanded.value < reflected.value) next = expanded;
    } else if (reflected.value >= second.value) {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      if (contracted.value >= Math.min(reflected.value, worst.value)) {
        for (let i = 1; i <= n; i++) simplex[i] = vertex(best.at.map((x, j) => (x + (simplex[i]?.at[j] ?? x)) / 2));
        continue;
      }
      next = contracted;
    }
    simplex[n] = next;
  }
  simplex.sort((a, b) => a.value - b.value);
  return { ...(simplex[0] ?? vertex(start)), hasConverged: false };
}

/** Runs of `minimize` at most. */
const RUNS = 20;

/** Starts again from where a run ended, until that changes nothing: a simplex can collapse before the minimum. */
export function minimize(f: (at: readonly number[]) => number, start: readonly number[], steps = 2_000): Minimum {
  let found = descend(f, start, 0.5, steps);
  for (let run = 0; run < RUNS; run++) {
    const again = descend(f, found.at, 0.1, steps);
    const gain = found.value - again.value;
    found = again.value <= found.value ? again : found;
    if (again.hasConverged && gain < 1e-8 * Math.abs(found.value)) return found;
  }
  return { ...found, hasConverged: false };
}
