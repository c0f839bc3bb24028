/** Forecasts, computed in a thread of their own and kept for a while. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CalendarDate } from '../../loyalty/types.ts';
import type { MetricReason } from '../../metrics/estimate.ts';
import type { Prediction, PredictionInput } from '../../metrics/prediction.ts';
import type { Database } from '../db/database.ts';
import { readPredictionInput } from './prediction-input.ts';

export type PredictionOutcome = Prediction | { readonly reason: MetricReason };

/** Days that are kept. */
const MOST_DAYS = 16;

/** For how long a forecast is kept, in ms: orders, refunds and erasures of days that are over arrive later. */
const KEPT = 600_000;

/** The source in tests and benches, the built module otherwise. tsx, which loads sources, does so in the main thread only. */
function startThread(workerData: PredictionInput): Worker {
  const extension = extname(new URL(import.meta.url).pathname);
  const file = new URL(`./prediction-worker${extension}`, import.meta.url);
  if (extension !== '.ts') return new Worker(file, { workerData });
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import("${file}"); })`;
  return new Worker(code, { eval: true, workerData });
}

function computeInThread(input: PredictionInput): Promise<PredictionOutcome> {
  return new Promise((resolve, reject) => {
    const worker = startThread(input);
    worker.once('message', (outcome: PredictionOutcome) => {
      resolve(outcome);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The thread that computes the forecast ended without a result.')));
  });
}

/** One forecast is computed at a time. */
export class PredictionCache {
  readonly #days = new Map<CalendarDate, { readonly at: number; readonly outcome: Promise<PredictionOutcome> }>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** @param now milliseconds that only increase */
  constructor(
    readonly db: Database,
    readonly now: () => number = () => performance.now(),
  ) {}

  /** @param until the first day that is not known */
  read(until: CalendarDate): Promise<PredictionOutcome> {
    const known = this.#known(until);
    if (known) return known;
    const computed = this.#last.then(async () => computeInThread(await readPredictionInput(this.db, until)));
    this.#waiting++;
    this.#last = computed.then(
      () => this.#waiting--,
      () => this.#waiting--,
    );
    this.#days.delete(until);
    this.#days.set(until, { at: this.now(), outcome: computed });
    // The next request tries again.
    computed.catch(() => this.#days.delete(until));
    for (const day of [...this.#days.keys()].slice(0, -MOST_DAYS)) this.#days.delete(day);
    return computed;
  }

  /** As `read`, but starts nothing while another day is computed: then there is no forecast. */
  readOrStart(until: CalendarDate): Promise<PredictionOutcome> | undefined {
    return this.#waiting === 0 ? this.read(until) : this.#known(until);
  }

  #known(until: CalendarDate): Promise<PredictionOutcome> | undefined {
    const { at = 0, outcome } = this.#days.get(until) ?? {};
    return this.now() - at < KEPT ? outcome : undefined;
  }
}
