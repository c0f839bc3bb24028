import type { FormNode } from './form-node.ts';
import { isRecord } from './form-path.ts';

/** The first of `reward-1`, `reward-2`, … that no item has as its id. */
function freeId(stem: string, items: readonly unknown[]): string {
  const used = new Set(items.map((item) => (isRecord(item) ? item.id : undefined)));
  let n = items.length + 1;
  while (used.has(`${stem}-${n}`)) n++;
  return `${stem}-${n}`;
}

/** What a new item of a list begins with: an id that is free, the first choice, or an empty text. */
export function newItem({ schema, path, value }: FormNode): unknown {
  const items = Array.isArray(value) ? value : [];
  const { type, enum: choices, properties } = schema.items ?? {};
  if (choices) return choices.find((choice) => !items.includes(choice)) ?? choices[0];
  if (type !== 'object') return '';
  const key = path.findLast((one) => typeof one === 'string') ?? 'item';
  return properties?.id ? { id: freeId(String(key).replace(/s$/, ''), items) } : {};
}
