/**
 * What a campaign or a message changed: customers who could get it beside a stable share who could not. Everybody of both groups counts,
 * also who never saw it: to leave some out afterwards would compare different customers.
 */
import type { Moments } from './mean.ts';
import type { Change } from './period-change.ts';
import { tQuantile } from './student-t.ts';

/** The difference that a shop wants to be told: a tenth. */
const SMALLEST_EFFECT = 0.1;
/** Two-sided 5 %, and the chance of 80 % to find a difference that is there. */
const Z_TEST = 1.959963984540054 + 0.8416212335729143;

/** Numbers that are added one by one: how many, their mean, and the sum of the squared distances from it (Welford 1962). */
export class RunningMoments {
  #n = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.#n++;
    const distance = value - this.#mean;
    this.#mean += distance / this.#n;
    this.#squares += distance * (value - this.#mean);
  }

  get moments(): Moments {
    return { n: this.#n, mean: this.#mean, sd: this.#n > 1 ? Math.sqrt(this.#squares / (this.#n - 1)) : null };
  }
}

/** The difference of the means: customers who could get it less those who could not. */
export interface Effect {
  /** Nothing where a group is empty. */
  readonly change: Change | null;
  /** Customers in both groups that would show a change of a tenth in four cases of five; null where nobody buys. */
  readonly needed: number | null;
}

/**
 * The difference of two means with one variance for both groups (Student). Chance alone decides who is left out, so without an effect
 * both groups have the same distribution. Welch's t, which estimates the variance of the small group alone, reports an effect too often:
 * what few customers spend is skewed, and their mean and variance are high together.
 */
function differenceOf(treated: Moments, held: Moments): Change | null {
  if (treated.n === 0 || held.n === 0) return null;
  const value = treated.mean - held.mean;
  const degrees = treated.n + held.n - 2;
  const squares = (treated.sd ?? 0) ** 2 * (treated.n - 1) + (held.sd ?? 0) ** 2 * (held.n - 1);
  if (degrees <= 0 || squares === 0) return { value, low: null, high: null, real: null };
  const half = tQuantile(degrees) * Math.sqrt((squares / degrees) * (1 / treated.n + 1 / held.n));
  return { value, low: value - half, high: value + half, real: Math.abs(value) > half };
}

/** @param heldOut the part of the customers who are left out, from 0 to 1 */
export function effectOf(treated: Moments, held: Moments, heldOut: number): Effect {
  const { mean, sd } = held.n > treated.n ? held : treated;
  const needed =
    sd === null || sd === 0 || mean <= 0 || heldOut <= 0 || heldOut >= 1
      ? null
      : Math.ceil(((Z_TEST * sd) / (SMALLEST_EFFECT * mean)) ** 2 * (1 / heldOut + 1 / (1 - heldOut)));
  return { change: differenceOf(treated, held), needed };
}
