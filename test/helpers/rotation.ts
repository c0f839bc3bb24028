/**
 * Spreads the rows of a large matrix over the engines: a test run takes each row in one engine, because all rows in all engines
 * take a quarter of an hour more. The spread changes at random from run to run. `ROTATION=1` repeats one, `ROTATION=all` takes
 * each row in each engine.
 */
import type { Engine } from './drive/index.ts';

const SPREADS = 3;
const { ROTATION } = process.env;
const shift = ROTATION === 'all' ? undefined : Number(ROTATION ?? Math.floor(Math.random() * SPREADS));

/** Whether each row runs in each engine. */
export const isWhole = shift === undefined;

/** Whether this run takes one of several long cases: each case has its turn in one run of `SPREADS`. */
export const hasTurn = (at: number): boolean => shift === undefined || at % SPREADS === shift % SPREADS;

/**
 * @param can whether the engine can run the row
 * @param whole takes each row in each engine that can run the row
 * @returns the rows that run, by engine
 */
export function rotate<Row>(
  rows: readonly Row[],
  engines: readonly Engine[],
  can: (engine: Engine, row: Row) => boolean = () => true,
  whole: boolean = isWhole,
): ReadonlyMap<Engine, readonly Row[]> {
  const all = whole || shift === undefined;
  if (!all) console.log(`each row runs in one engine: ROTATION=${shift} repeats this, ROTATION=all runs all`);
  return new Map(
    engines.map((engine) => {
      const mine = rows.filter((row, at) => {
        const able = engines.filter((one) => can(one, row));
        return able.includes(engine) && (all || able[(at + shift) % able.length] === engine);
      });
      return [engine, mine];
    }),
  );
}
