/** The difference of two programs, as rows that a person can read. */
import { type FormPath, isRecord } from './form/form-path.ts';

export interface DifferenceRow {
  /** Keys, and for an item of a list its id or its position. */
  readonly path: FormPath;
  /** Undefined for what one of them does not have. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** The items of a list are the same, in another order. */
  readonly isOrder?: true;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The ids of a list whose items all have one, each once. */
function idsOf(list: readonly unknown[]): readonly string[] | undefined {
  const ids = list.map((item) => (isRecord(item) && typeof item.id === 'string' ? item.id : undefined));
  const known = ids.filter((id) => id !== undefined);
  return known.length === list.length && new Set(known).size === known.length ? known : undefined;
}

/** What is different, in the order of the second program. */
export function differenceOf(before: unknown, after: unknown, path: FormPath = []): readonly DifferenceRow[] {
  if (same(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
    return keys.flatMap((key) =>
      differenceOf(
        Object.hasOwn(before, key) ? before[key] : undefined,
        Object.hasOwn(after, key) ? after[key] : undefined,
        [...path, key],
      ),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, path);
  return [{ path, before, after }];
}

function ofLists(before: readonly unknown[], after: readonly unknown[], path: FormPath): readonly DifferenceRow[] {
  const [old, now] = [idsOf(before), idsOf(after)];
  // Lists of texts are short: each is one value.
  if (!old || !now) return [{ path, before, after }];
  const rows = now.flatMap((id, i) => differenceOf(before[old.indexOf(id)], after[i], [...path, id]));
  const gone = old.flatMap((id, i) => (now.includes(id) ? [] : [{ path: [...path, id], before: before[i] }]));
  const isMoved = !same(
    old.filter((id) => now.includes(id)),
    now.filter((id) => old.includes(id)),
  );
  return [...rows, ...gone, ...(isMoved ? [{ path, before: old, after: now, isOrder: true as const }] : [])];
}
