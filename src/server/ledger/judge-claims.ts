/**
 * What becomes of the invitations of one friend. Pure: the same orders give the same states, in whichever order they arrived. An
 * invitation is judged by the friend's earliest paid order that names its advocate, else by one that is pending, else by one that was
 * cancelled.
 */
import { addDays, addMonths } from '../../loyalty/dates.ts';
import type { CalendarDate, Referral } from '../../loyalty/types.ts';
import { type Claim, isFinal } from './claim.ts';
import { codeKey } from './mint-code.ts';

/** An order of a friend. Money is in minor units. */
export interface FriendOrder {
  readonly id: string;
  readonly customer: string;
  readonly day: CalendarDate;
  readonly status: 'pending' | 'paid' | 'cancelled';
  /** The money that counts, before and after refunds. */
  readonly counted: number;
  readonly left: number;
  /** The codes that the order names, as keys. */
  readonly codes: readonly string[];
  /** The advocate whose code the order names as `referral`. */
  readonly referrer?: string | undefined;
}

/** Whether an order names the friend's code of an invitation, on a day on which the code works. */
export const namesCode = ({ codes, day }: Pick<FriendOrder, 'codes' | 'day'>, { code, expires }: Claim): boolean =>
  code !== undefined && codes.includes(codeKey(code)) && (expires === undefined || expires > day);

/** The advocate of an order, and the invitation whose code the order uses. A code says more than a link. */
export function advocateOf(
  order: FriendOrder,
  claims: readonly Claim[],
): { readonly advocate: string; readonly claim?: Claim } | undefined {
  const { id, customer, referrer } = order;
  const claim = claims.find(
    (one) => one.used === id || (namesCode(order, one) && (one.used === undefined || one.friend === customer)),
  );
  if (claim) return { advocate: claim.advocate, claim };
  return referrer === undefined ? undefined : { advocate: referrer };
}

const RANK = { paid: 0, pending: 1, cancelled: 2 };

type Verdict = Pick<Claim, 'state' | 'reason' | 'due'>;

const declined = (reason: Claim['reason']): Verdict => ({ state: 'declined', ...(reason && { reason }) });

/** @param order the order by which the invitation is judged; `first`: the friend's first paid order */
function judge(
  { qualifies }: Referral,
  { advocate }: Claim,
  order: FriendOrder | undefined,
  first: FriendOrder | undefined,
  isReferred: boolean,
): Verdict {
  if (!order) return { state: 'claimed' };
  if (order.customer === advocate) return declined('own-order');
  if (order.status === 'pending') return { state: 'claimed' };
  if (order.status === 'cancelled') return declined('cancelled');
  if (isReferred) return declined('already-referred');
  if (order !== first) return declined('not-first-order');
  // An order without money never qualifies.
  const least = Math.max(qualifies.minimum, 1);
  if (order.counted < least) return { state: 'claimed', reason: 'below-minimum' };
  if (order.left < least) return declined('below-minimum');
  const { months, days } = qualifies.after ?? { months: 0, days: 0 };
  return { state: 'waiting', due: addDays(addMonths(order.day, months), days) };
}

/**
 * The invitations of a friend after their orders. Those that are final stay as they are.
 *
 * @param claims the invitations of the friend
 * @param orders those of the friend that name an advocate, and the first paid one; ascending by day and id
 * @param known also the invitations whose code an order uses although another friend, who came by the link, has taken them
 */
export function judgeClaims(
  referral: Referral,
  claims: readonly Claim[],
  orders: readonly FriendOrder[],
  known = claims,
): readonly Claim[] {
  const first = orders.find(({ status }) => status === 'paid');
  const named = orders.map((order) => ({ order, advocate: advocateOf(order, known)?.advocate }));
  const orderOf = (claim: Claim): FriendOrder | undefined =>
    named
      .filter(({ advocate }) => advocate === claim.advocate)
      .map(({ order }) => order)
      .sort((a, b) => RANK[a.status] - RANK[b.status])[0];
  const open = claims.filter((claim) => !isFinal(claim)).map((claim) => ({ claim, order: orderOf(claim) }));
  // The invitation of the first order comes first: the others are then declined because of it.
  const isFirst = ({ order }: { order: FriendOrder | undefined }): boolean => first !== undefined && order === first;
  open.sort((a, b) => +isFirst(b) - +isFirst(a));
  let isReferred = claims.some(({ state }) => state === 'rewarded');
  const judged = open.map(({ claim, order }): Claim => {
    const verdict = judge(referral, claim, order, first, isReferred);
    isReferred ||= verdict.state === 'waiting';
    const { state: _, reason: __, due: ___, order: ____, ...rest } = claim;
    return { ...rest, ...verdict, ...(order && { order: order.id }) };
  });
  return [...claims.filter(isFinal), ...judged];
}
