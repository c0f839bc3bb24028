/**
 * The decisions that delivery rests on, in one object, so that a test can replace one: the simulator runs outboxes with one
 * wrong decision each, and must notice every one. A page replaces none.
 */
import { bytes } from './bytes.ts';
import { classifyResponse } from './classify-response.ts';
import { hasLeft, isExpired, isNewer, isWaiting, type Tombstone, tellsMore } from './record.ts';
import { backoff } from './retry-policy.ts';
import { mayClaim, tombstone } from './transitions.ts';

/** A wrong policy may leave no tombstone. */
type MayBury = (...args: Parameters<typeof tombstone>) => Tombstone | undefined;

export const policies = {
  backoff,
  bytes,
  classifyResponse,
  hasLeft,
  isExpired,
  isNewer,
  isWaiting,
  mayClaim,
  tellsMore,
  tombstone: tombstone as MayBury,
};
