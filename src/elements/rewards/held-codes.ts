import type { FullAccount } from '../../loyalty/types.ts';
import type { Club } from '../shared/club-host.ts';

export type HeldCode = NonNullable<FullAccount['codes']>[number];

/** The codes of the customer. A code whose time is over has expired, also where the account was read before. */
export const heldCodes = ({ account, today }: Club): readonly HeldCode[] =>
  (account?.codes ?? []).map((code) =>
    code.state === 'issued' && code.expires && code.expires <= today ? { ...code, state: 'expired' } : code,
  );
