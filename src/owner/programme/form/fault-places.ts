import type { FormNode } from './form-node.ts';
import { pathText } from './form-path.ts';

/** A fault that the server found. */
export interface FormFault {
  /** `program.tiers.levels[2].from`. */
  readonly path: string;
  readonly message: string;
}

const PREFIX = /^program\.?/;

/** The innermost node at or around a place. */
export function nodeFor(root: FormNode, { path }: FormFault): FormNode {
  const text = path.replace(PREFIX, '');
  const isAround = (node: FormNode): boolean => {
    const own = pathText(node.path);
    return text === own || text.startsWith(`${own}.`) || text.startsWith(`${own}[`);
  };
  let found = root;
  for (let next: FormNode | undefined = root; next; next = found.children.find(isAround)) found = next;
  return found;
}

/** What the server said, by the place of the field that shows it. */
export function faultsByPlace(root: FormNode, faults: readonly FormFault[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const fault of faults) {
    const place = pathText(nodeFor(root, fault).path);
    found.set(place, [...(found.get(place) ?? []), fault.message]);
  }
  return found;
}
