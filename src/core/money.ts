/**
 * Money as integers of minor units, and points from money, without a rounding error.
 * Amounts are exact up to 15 significant digits, which is every amount that {@link LARGEST} lets in.
 */

/** The largest amount of money (major units) or number of points that is read; times 10⁴ it is still a safe integer. */
export const LARGEST = 1e11;

/** Decimals of `perUnit` and `value`. */
const MICRO = 1e6;

/** The currencies that do not have 2 decimals: those with none, those with 3, and two units of account with 4. */
const ODD =
  /^(?:(BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF)|(BHD|IQD|JOD|KWD|LYD|OMR|TND)|CLF|UYW)$/;

/**
 * How many decimals the minor unit of a currency has: 0, 2, 3 or 4; 2 for a code that nobody knows.
 * ISO 4217, list one, 2025. `Intl` is not asked: its first call costs 100 ms on a slow phone, and engines follow CLDR to
 * different answers (forint: 2 in Chromium 143, 0 in Node 20), while the same ledger must give the same points everywhere.
 */
export function digits(currency: string): number {
  const odd = ODD.exec(currency);
  return odd ? (odd[1] ? 0 : odd[2] ? 3 : 4) : 2;
}

/**
 * Major units as written (49.9) → minor units (4990), half away from zero; NaN when not finite.
 * What counts is the decimal that was written: 1.005 is 101 cents although the double lies below it.
 */
export function toMinor(amount: number, currency: string): number {
  const places = digits(currency);
  const scale = 10 ** places;
  const near = Math.round(amount * scale);
  // The usual case, no more decimals than the currency has: `near / scale` is that very double.
  if (near / scale === amount && Number.isFinite(near)) return near + 0;
  const [written, exponent = 0] = String(Math.abs(amount)).split('e');
  return Math.sign(amount) * Math.round(Number(`${written}e${+exponent + places}`)) + 0;
}

/** Minor units → major units, for display only. */
export const toMajor = (minor: number, currency: string): number => minor / 10 ** digits(currency);

/** floor(a × b ÷ c) for safe integers from 0, c above 0; exact also where a × b is beyond 2⁵³. */
export function share(a: number, b: number, c: number): number {
  // Below 2⁵² the nearest double to the quotient never lies on the other side of an integer.
  return a * b < 2 ** 52 ? Math.floor((a * b) / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** A rate (`perUnit`, `value`) in millionths. */
const micro = (rate: number): number => Math.round(rate * MICRO);

/** Points for `minor` units of money at `perUnit` points a major unit (at most 6 decimals): floor, so 100 € × 0.29 is 29. */
export function earn(minor: number, perUnit: number, currency: string): number {
  return share(minor, micro(perUnit), MICRO * 10 ** digits(currency));
}

/** What `points` are worth in minor units, at `value` major units a point (at most 6 decimals): floor. */
export function worth(points: number, value: number, currency: string): number {
  return share(points * 10 ** digits(currency), micro(value), MICRO);
}
