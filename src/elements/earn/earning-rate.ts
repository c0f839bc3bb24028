/** Amounts of money, in major units: the first one that earns a whole number of points is shown. */
const STEPS = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100, 200, 500, 1000, 1e4, 1e5, 1e6] as const;

/** What a round amount of money (major units) earns: "1 point for every €40". Nothing where no shown amount earns a point. */
export function rateOf(perUnit: number): { readonly money: number; readonly points: number } | undefined {
  const isWhole = (money: number): boolean => Math.abs(perUnit * money - Math.round(perUnit * money)) < 1e-9;
  const enough = STEPS.filter((money) => perUnit * money >= 1);
  const money = enough.find(isWhole) ?? enough[0];
  return money === undefined ? undefined : { money, points: Math.floor(perUnit * money + 1e-9) };
}
