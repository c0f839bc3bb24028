/** The groups of the form: those that owners use most come first. */
import type { FormNode } from './form-node.ts';

export type GroupName =
  | 'general'
  | 'points'
  | 'tiers'
  | 'rewards'
  | 'earn'
  | 'campaigns'
  | 'referral'
  | 'membership'
  | 'messages'
  | 'ask'
  | 'strings'
  | 'other';

const GENERAL: readonly string[] = ['name', 'shop', 'currency', 'timeZone'];
/** Groups of one key each, of which some are not in every version of the schema. */
const SINGLE: readonly GroupName[] = [
  'points',
  'tiers',
  'rewards',
  'earn',
  'campaigns',
  'referral',
  'membership',
  'messages',
  'ask',
  'strings',
];

export interface FormGroup {
  readonly name: GroupName;
  readonly nodes: readonly FormNode[];
}

/** The keys of a program in groups. Each key is in one. */
export function groupsOf(root: FormNode): readonly FormGroup[] {
  const keyOf = ({ path }: FormNode) => String(path[0]);
  const general = root.children.filter((node) => GENERAL.includes(keyOf(node)));
  const single = SINGLE.flatMap((name) => {
    const nodes = root.children.filter((node) => keyOf(node) === name);
    return nodes.length > 0 ? [{ name, nodes }] : [];
  });
  const taken = new Set<string>([...GENERAL, ...SINGLE]);
  const other = root.children.filter((node) => !taken.has(keyOf(node)));
  return [
    { name: 'general', nodes: general },
    ...single,
    ...(other.length > 0 ? [{ name: 'other' as const, nodes: other }] : []),
  ];
}
