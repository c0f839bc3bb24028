/** The whole program, with the keys that a server and the parts for earning and redeeming need. */
import { type Duration, readDuration } from '../loyalty/duration.ts';
import { toMinor } from '../loyalty/money.ts';
import type { FullProgram, Program, ProgramReward } from '../loyalty/types.ts';
import { completeProgram, type DefaultedProgram } from './complete.ts';
import type { Parsed } from './parsed.ts';
import type { programDeclaration } from './program-declaration.ts';
import { readWrittenProgram } from './program-reader.ts';
import type { Value } from './vocabulary.ts';

/** A program as it is read: money in late keys is in major units. */
type Written = Omit<Value<typeof programDeclaration, 'all'>, 'points' | 'tiers'> & {
  readonly points: Value<typeof programDeclaration, 'all'>['points'] & Program['points'];
  readonly tiers?: FullProgram['tiers'];
};
type WrittenReward = Written['rewards'][number];
type WrittenGift = NonNullable<NonNullable<Written['referral']>['friend']>;

const duration = (text: string): Duration => readDuration(text) as Duration;

/** The money and the durations of a reward, or of what a friend gets. */
const amounts = ({ kind, value, minimum, expire }: WrittenReward | WrittenGift, currency: string) => ({
  ...(value !== undefined && { value: kind === 'discount' ? toMinor(value, currency) : value }),
  ...(minimum !== undefined && { minimum: toMinor(minimum, currency) }),
  ...(expire && { expireAfter: duration(expire.after) }),
});

function completeReward({ value: _, minimum: __, expire: ___, ...reward }: WrittenReward, all: object): ProgramReward {
  return { ...reward, ...all };
}

/** The whole program that any value stands for, with money in minor units and durations in months and days. */
export function parseFullProgram(json: unknown): Parsed<FullProgram> {
  const { value, faults } = readWrittenProgram(json);
  const written = completeProgram(value as DefaultedProgram) as unknown as Written;
  const { currency, tiers, points, rewards, earn, referral, membership, ...others } = written;
  const { available, ...rates } = points;
  const friend = referral?.friend;
  const full: FullProgram = {
    ...others,
    currency,
    points: { ...rates, ...(available && { availableAfter: duration(available.after) }) },
    ...(tiers && { tiers: { ...tiers, levels: tiers.levels.map((level) => ({ ...level, times: level.times ?? 1 })) } }),
    rewards: rewards.map((reward) => completeReward(reward, amounts(reward, currency))),
    earn: earn.map(({ every, ...rule }) => ({ ...rule, ...(every && { every: duration(every) }) })),
    ...(membership && {
      membership: {
        ...membership,
        price: toMinor(membership.price, currency),
        period: duration(membership.period),
      },
    }),
    ...(referral && {
      referral: {
        most: referral.most,
        url: referral.url,
        ...(referral.advocate && { advocate: referral.advocate }),
        ...(friend && {
          friend: {
            kind: friend.kind,
            ...(friend.name !== undefined && { name: friend.name }),
            ...(friend.product !== undefined && { product: friend.product }),
            ...amounts(friend, currency),
          },
        }),
        qualifies: {
          minimum: toMinor(referral.qualifies.minimum, currency),
          ...(referral.qualifies.after && { after: duration(referral.qualifies.after) }),
        },
      },
    }),
  };
  return { value: full, faults };
}
