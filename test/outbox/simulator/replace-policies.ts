/** Replaces policies of the outbox, for one run. */
import { policies } from '../../../src/outbox/policies.ts';

export const defaultPolicies = { ...policies };

/** All other policies are the default ones. */
export function replacePolicies(changed: Partial<typeof policies> = {}): void {
  Object.assign(policies, defaultPolicies, changed);
}
