/** What a changed program does to customers: their tiers, their points and what those are worth. */
import { worth } from './money.ts';
import { snapshot } from './snapshot.ts';
import type { Account, CalendarDate, Program, Snapshot } from './types.ts';

/** A customer of a preview. */
export interface PreviewCustomer {
  readonly id: string;
  readonly account: Account;
  /** The account under the changed program, where it differs: orders that are not paid yet may earn by its rules. */
  readonly after?: Account;
}

/** A value under both programs; absent where a program does not give it. */
export interface Effect<Value> {
  readonly before?: Value;
  readonly after?: Value;
}

/** The numbers of a customer under both programs. */
export interface CustomerEffect {
  readonly id: string;
  /** The ids of the tiers; absent below the first one. */
  readonly tier: Effect<string>;
  /** Points that can be spent today. */
  readonly points: Effect<number>;
  /** What these points are worth, in minor units. */
  readonly worth: Effect<number>;
}

/** The effect of a changed program on customers. */
export interface ProgramEffect {
  readonly customers: number;
  /** Customers whose tier, points or worth changes. */
  readonly changed: number;
  readonly tiers: { readonly up: number; readonly down: number };
  /** The points that customers can spend today, without debts. */
  readonly points: { readonly before: number; readonly after: number };
  /** Customers whose balance is below 0: they spent points that are gone since, or had expired by these rules. */
  readonly debtors: { readonly before: number; readonly after: number };
  /** What these points are worth, in minor units; absent in a program without `points.value`. */
  readonly liability: Effect<number>;
  /** Customers whose numbers change: those who change tier first. */
  readonly changes: readonly CustomerEffect[];
}

/** The most customers in `changes`. */
const MOST_CHANGES = 1_000;

const effectOf = <Value>(before: Value | undefined, after: Value | undefined): Effect<Value> => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

const isChange = ({ before, after }: Effect<unknown>): boolean => before !== after;

/** The id of the tier; nothing below the first one. */
const tierOf = ({ standing }: Snapshot): string | undefined => standing?.level.id || undefined;

const placeIn = ({ tiers }: Program, id: string | undefined): number =>
  tiers?.levels.findIndex((level) => level.id === id) ?? -1;

/** Whether the changed tier is higher: by the order of the program that has both, else by their places. */
function isUp(before: Program, after: Program, { tier }: CustomerEffect): boolean {
  const [old, now] = [tier.before, tier.after];
  if (old === undefined || now === undefined) return old === undefined;
  for (const program of [after, before])
    if (placeIn(program, old) >= 0 && placeIn(program, now) >= 0) return placeIn(program, now) > placeIn(program, old);
  return placeIn(after, now) > placeIn(before, old);
}

const worthOf = ({ points: { value }, currency }: Program, points: number): number | undefined =>
  value === undefined ? undefined : worth(points, value, currency);

/** Adds up the effect of a changed program, a few customers at a time. */
export class ProgramPreview {
  #customers = 0;
  #changed = 0;
  #up = 0;
  #down = 0;
  readonly #points = { before: 0, after: 0 };
  readonly #debtors = { before: 0, after: 0 };
  readonly #moved: CustomerEffect[] = [];
  readonly #others: CustomerEffect[] = [];

  constructor(
    readonly before: Program,
    readonly after: Program,
    readonly today: CalendarDate,
    readonly mostChanges = MOST_CHANGES,
  ) {}

  add({ id, account, after: changed = account }: PreviewCustomer): void {
    const before = snapshot(this.before, account, this.today);
    const after = snapshot(this.after, changed, this.today);
    this.#customers++;
    for (const [key, { points }] of [['before', before] as const, ['after', after] as const]) {
      const spendable = points?.spendable ?? 0;
      this.#points[key] += Math.max(0, spendable);
      this.#debtors[key] += +(spendable < 0);
    }
    const effect: CustomerEffect = {
      id,
      tier: effectOf(tierOf(before), tierOf(after)),
      points: effectOf(before.points?.spendable, after.points?.spendable),
      worth: effectOf(before.points?.worth, after.points?.worth),
    };
    this.#count(effect);
  }

  #count(effect: CustomerEffect): void {
    const { tier, points, worth } = effect;
    const moves = isChange(tier);
    if (!moves && !isChange(points) && !isChange(worth)) return;
    this.#changed++;
    if (moves && isUp(this.before, this.after, effect)) this.#up++;
    else if (moves) this.#down++;
    const list = moves ? this.#moved : this.#others;
    if (list.length < this.mostChanges) list.push(effect);
  }

  result(): ProgramEffect {
    const { before, after } = this;
    return {
      customers: this.#customers,
      changed: this.#changed,
      tiers: { up: this.#up, down: this.#down },
      points: { ...this.#points },
      debtors: { ...this.#debtors },
      // Rounded once, as in the report of all points that customers hold.
      liability: effectOf(worthOf(before, this.#points.before), worthOf(after, this.#points.after)),
      changes: [...this.#moved, ...this.#others].slice(0, this.mostChanges),
    };
  }
}

/** The effect of a changed program on customers as they are today. Points that were earned already stay. */
export function previewProgram(
  before: Program,
  after: Program,
  customers: Iterable<PreviewCustomer>,
  today: CalendarDate,
): ProgramEffect {
  const preview = new ProgramPreview(before, after, today);
  for (const customer of customers) preview.add(customer);
  return preview.result();
}
