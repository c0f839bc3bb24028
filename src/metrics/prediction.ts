/** The forecast of a shop: the expected revenue of its customers, and how well the model fits. Money is in minor units. */
import { expectedPurchases, fitBgNbd, type PurchaseGroup, purchasesIfActive } from './bg-nbd.ts';
import type { MetricReason } from './estimate.ts';
import { fitValueModel, type ValueModel, valuePredictor, YEAR_AHEAD } from './predicted-value.ts';

/** Customers as one list of numbers, which a thread takes over without a copy: four for each customer. */
export interface CustomerHistories {
  /** Repeat purchase days, days from the first to the last, days from the first to the end, value of the repeat purchases. */
  readonly numbers: Float64Array;
}

/** Purchase days after `from` days that customers known before made: counted, and forecast by a model of the days before. */
export interface HoldoutInput extends CustomerHistories {
  readonly weeks: number;
  readonly observed: number;
}

export interface PredictionInput extends CustomerHistories {
  /** The same customers some weeks earlier; absent where the shop is too young. */
  readonly holdout?: HoldoutInput | undefined;
}

export interface Prediction {
  readonly customers: number;
  /** Mean expected revenue of a customer within 52 weeks, discounted by 10 % a year. */
  readonly value: number;
  readonly parameters: Pick<ValueModel, 'purchases' | 'spend'>;
  /** Repeat purchase days until now: counted, and as the model expects them of customers of this age. */
  readonly repeatPurchases: { readonly observed: number; readonly expected: number };
  /** A forecast made without the last weeks, beside what happened in them. */
  readonly holdout?: { readonly weeks: number; readonly observed: number; readonly expected: number };
}

interface History {
  readonly x: number;
  readonly last: number;
  readonly until: number;
  readonly spent: number;
}

function* readHistories({ numbers }: CustomerHistories): Generator<History> {
  for (let i = 0; i + 3 < numbers.length; i += 4) {
    const [x = 0, last = 0, until = 0, spent = 0] = numbers.subarray(i, i + 4);
    yield { x, last: last / 7, until: until / 7, spent };
  }
}

function groupsOf(histories: CustomerHistories): readonly PurchaseGroup[] {
  const groups = new Map<string, { x: number; last: number; until: number; customers: number }>();
  for (const { x, last, until } of readHistories(histories)) {
    const key = `${x} ${last} ${until}`;
    const group = groups.get(key);
    if (group) group.customers++;
    else groups.set(key, { x, last, until, customers: 1 });
  }
  return [...groups.values()];
}

function holdoutOf(input: HoldoutInput): Prediction['holdout'] {
  const groups = groupsOf(input);
  const { parameters } = fitBgNbd(groups);
  if (!parameters) return undefined;
  let expected = 0;
  for (const { x, last, until, customers } of groups)
    expected += customers * expectedPurchases(parameters, x, last, until, input.weeks);
  return { weeks: input.weeks, observed: input.observed, expected };
}

/** Takes a second for 50,000 customers: run it where nothing waits. */
export function predictValue(input: PredictionInput): Prediction | { readonly reason: MetricReason } {
  const purchases = groupsOf(input);
  const spend = [...readHistories(input)]
    .filter(({ x, spent }) => x > 0 && spent > 0)
    .map(({ x, spent }) => ({ x, mean: spent / x, customers: 1 }));
  const model = fitValueModel(purchases, spend);
  if ('reason' in model) return model;
  const predict = valuePredictor(model);
  let [customers, value, observed, expected] = [0, 0, 0, 0];
  const byAge = new Map<number, number>();
  for (const { x, last, until, spent } of readHistories(input)) {
    // A mean of 0, which the model of values cannot use, is that of a customer without a value.
    value += predict(x, last, until, x > 0 ? spent / x : 0);
    customers++;
    observed += x;
    const known = byAge.get(until) ?? purchasesIfActive(model.purchases, 0, 0, until);
    byAge.set(until, known);
    expected += known;
  }
  const holdout = input.holdout && holdoutOf(input.holdout);
  return {
    customers,
    value: value / customers,
    parameters: { purchases: model.purchases, spend: model.spend },
    repeatPurchases: { observed, expected },
    ...(holdout && { holdout }),
  };
}

export const PREDICTION_HORIZON = YEAR_AHEAD;
