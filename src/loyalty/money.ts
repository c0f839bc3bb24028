/**
 * Money as integers of minor units, and points from money, without rounding errors.
 * Amounts are exact up to 15 significant digits, which covers every amount that a program or an account may contain.
 */

/** Decimals of `perUnit` and `value`. */
const MICRO = 1e6;

/** Currencies that do not have 2 decimals: with none, with 3, and two units of account with 4. */
const ODD =
  /^(?:(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)|(BHD|IQD|JOD|KWD|LYD|OMR|TND)|CLF|UYW)$/;

/**
 * The decimals of a currency: 0, 2, 3 or 4; 2 for an unknown code. From ISO 4217, list one, 2025. `Intl` is not used,
 * because its first call costs 100 ms on a slow phone and engines differ (forint: 2 in Chromium 143, 0 in Node 20), while
 * the same ledger must give the same points everywhere.
 */
export function digits(currency: string): number {
  const odd = ODD.exec(currency);
  return odd ? (odd[1] ? 0 : odd[2] ? 3 : 4) : 2;
}

/**
 * Major units (49.9) → minor units (4990), rounded half away from zero; NaN when not finite.
 * The decimal number as written is rounded, not the double: 1.005 is 101 cents although its double is smaller.
 */
export function toMinor(amount: number, currency: string): number {
  const places = digits(currency);
  const scale = 10 ** places;
  const near = Math.round(amount * scale);
  // The usual case: no more decimals than the currency has, so `near / scale` is the same double.
  if (near / scale === amount && Number.isFinite(near)) return near + 0;
  const [written, exponent = 0] = String(Math.abs(amount)).split('e');
  return Math.sign(amount) * Math.round(Number(`${written}e${+exponent + places}`)) + 0;
}

/** Minor units → major units, for display only. */
export const toMajor = (minor: number, currency: string): number => minor / 10 ** digits(currency);

/** floor(a × b ÷ c) for safe integers from 0, c above 0. Exact also where a × b exceeds 2⁵³. */
export function prorate(a: number, b: number, c: number): number {
  // Below 2⁵², rounding the quotient to a double never crosses an integer.
  return a * b < 2 ** 52 ? Math.floor((a * b) / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** A rate (`perUnit`, `value`) in millionths. */
const micro = (rate: number): number => Math.round(rate * MICRO);

/** Points for `minor` units of money at `perUnit` points per major unit (at most 6 decimals), rounded down. */
export function earn(minor: number, perUnit: number, currency: string): number {
  return prorate(minor, micro(perUnit), MICRO * 10 ** digits(currency));
}

/** `points` × `times` (at most 6 decimals), rounded down. */
export const multiply = (points: number, times: number): number => prorate(points, micro(times), MICRO);

/** The worth of `points` in minor units, at `value` major units per point (at most 6 decimals), rounded down. */
export function worth(points: number, value: number, currency: string): number {
  return prorate(points * 10 ** digits(currency), micro(value), MICRO);
}
