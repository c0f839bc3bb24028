/** The invitations of a customer, as the server lists them. */
import { isDate } from '../../loyalty/dates.ts';

/** One friend who accepted. It says nothing about who the friend is. */
export interface Invitation {
  readonly state: 'claimed' | 'waiting' | 'rewarded' | 'declined';
  /** The day on which the friend accepted. */
  readonly at: string;
  /** The day of the reward, or the first day on which the friend's code does not work any more. */
  readonly until?: string;
  /** What the customer got. */
  readonly points?: number;
  readonly reason?: string;
  /** How many friends are missing for the reward. */
  readonly missing?: number;
}

const STATES: readonly unknown[] = ['claimed', 'waiting', 'rewarded', 'declined'];

export const isKey = <T extends object>(all: T, key: PropertyKey): key is keyof T => Object.hasOwn(all, key);

/** The invitations of a response; anything that is none is left out. */
export function invitationsIn(body: unknown): readonly Invitation[] {
  const { invitations } = Object(body) as { readonly invitations?: unknown };
  if (!Array.isArray(invitations)) return [];
  return invitations.flatMap((one): Invitation[] => {
    const { state, at, until, points, reason, missing } = Object(one) as Readonly<Record<string, unknown>>;
    if (!STATES.includes(state) || !isDate(at)) return [];
    return [
      {
        state: state as Invitation['state'],
        at,
        ...(isDate(until) && { until }),
        ...(Number.isSafeInteger(points) && { points: points as number }),
        ...(typeof reason === 'string' && { reason }),
        ...(Number.isSafeInteger(missing) && { missing: missing as number }),
      },
    ];
  });
}
