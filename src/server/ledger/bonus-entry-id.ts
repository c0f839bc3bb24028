import { ID_LETTERS } from '../../config/config-limits.ts';
import type { EarnRule } from '../../loyalty/types.ts';
import { sha256 } from '../digest.ts';
import { escapedPart } from './entry-ids.ts';

/**
 * Of what a rule gives: `review:lp-7`, `birthday:2026`, `visit.2:instagram`; `join` has no source.
 *
 * @param n counts what the rule gave for the same source, from 1
 * @param rule the id of the rule, where another rule has given something for the same source
 */
export function bonusEntryId(when: EarnRule['when'], from: string, n = 1, rule?: string): string {
  const kind = n > 1 ? `${when}.${n}` : when;
  const parts = [...(rule === undefined ? [] : [rule]), ...(from === '' && rule === undefined ? [] : [from])];
  const id = [kind, ...parts.map(escapedPart)].join(':');
  // A page refuses longer ids.
  return [...id].length > ID_LETTERS ? `${kind}:${sha256(id)}` : id;
}
