import type { Translator } from '../../shared/translator.ts';
import { itemTitle, labelOf, partName } from './form-labels.ts';
import type { FormNode } from './form-node.ts';
import { pathText } from './form-path.ts';

/** A fault that the server found. */
export interface FormFault {
  /** `program.tiers.levels[2].from`. */
  readonly path: string;
  readonly message: string;
}

const PREFIX = /^program\.?/;

/** The nodes from the whole to the innermost one at or around a place. */
function nodesTo(root: FormNode, { path }: FormFault): readonly FormNode[] {
  const text = path.replace(PREFIX, '');
  const isAround = (node: FormNode): boolean => {
    const own = pathText(node.path);
    return text === own || text.startsWith(`${own}.`) || text.startsWith(`${own}[`);
  };
  const found: FormNode[] = [];
  for (let next: FormNode | undefined = root; next; next = next.children.find(isAround)) found.push(next);
  return found;
}

/** The innermost node at or around a place. */
export const nodeFor = (root: FormNode, fault: FormFault): FormNode => nodesTo(root, fault).at(-1) ?? root;

/** The place of a fault by the names of the fields, `Points › Value`. What has no field stands as the server wrote it. */
export function placeName(words: Translator, root: FormNode, fault: FormFault): string {
  // The day from which the program holds is beside the program.
  if (fault.path === 'from') return words.t('programme.from');
  const nodes = nodesTo(root, fault);
  const names = nodes.slice(1).map((node, i) => {
    const around = nodes[i];
    if (around?.kind === 'text') return partName(words, around, node);
    return around?.kind === 'list' ? itemTitle(words, node) : labelOf(words, node);
  });
  const own = pathText(nodes.at(-1)?.path ?? []);
  const rest = fault.path.replace(PREFIX, '').slice(own.length).replace(/^\./, '');
  return [...names, ...(rest ? [rest] : [])].join(' › ');
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
