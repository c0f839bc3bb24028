/** What the Events API of Klaviyo takes: https://developers.klaviyo.com/en/reference/create_event. */
import { isObject } from '../../config/reader.ts';
import type { Entry, FullProgram } from '../../loyalty/types.ts';
import { wireEntry } from '../ledger/wire-account.ts';
import { answerProperties, type EventProperties, rewardProperties, tierProperties } from './marketing-properties.ts';
import { ANSWER_RECEIVED, POINTS_EXPIRING, type StoredEvent, TEST_EVENT, TIER_CHANGED } from './receiver.ts';

/** The only address to which the API key is sent, unless private addresses are allowed. */
export const KLAVIYO_URL = 'https://a.klaviyo.com/api/events';

/** The version of the API for which the body is written. */
const REVISION = '2026-07-15';

/** The customer of a test, who is none. */
const TEST_PROFILE = 'lojal-test';

/** The names of the metrics, as marketers see them. */
const METRICS: Readonly<Record<string, string>> = {
  [ANSWER_RECEIVED]: 'Lojal Answer Received',
  'lojal.points.earned.v1': 'Lojal Points Earned',
  'lojal.reward.redeemed.v1': 'Lojal Reward Issued',
  'lojal.code.used.v1': 'Lojal Reward Redeemed',
  [TIER_CHANGED]: 'Lojal Tier Changed',
  'lojal.referral.rewarded.v1': 'Lojal Referral Rewarded',
  [POINTS_EXPIRING]: 'Lojal Points Expiring',
  [TEST_EVENT]: 'Lojal Test',
};

function propertiesOf({ type, data }: StoredEvent, program: FullProgram | undefined): EventProperties {
  if (type === ANSWER_RECEIVED) return answerProperties(data);
  if (type === TIER_CHANGED) return tierProperties(data, program);
  if (type !== 'lojal.points.earned.v1') return rewardProperties(data, program);
  const { entry, order } = data as { readonly entry: Entry; readonly order?: unknown };
  const currency = program?.currency;
  const { points, spend, rule, campaign, times, available, why } = wireEntry(entry, currency ?? 'EUR') as Record<
    string,
    unknown
  >;
  return {
    points,
    rule,
    campaign,
    multiplier: times,
    available_on: available,
    reason: why,
    order_id: order,
    order_amount: spend,
    ...(spend !== undefined && { currency }),
  };
}

/** Only what a segment or a condition can use: no object, and nothing without a value. */
const flat = (properties: EventProperties): EventProperties =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== undefined && value !== null && value !== '' && !isObject(value),
    ),
  );

/** The same for every attempt. `unique_id` lets Klaviyo record an event once, however often it arrives. */
export function klaviyoBody(event: StoredEvent, program: FullProgram | undefined): string {
  const { id, type, customer, at } = event;
  const attributes = {
    properties: flat(propertiesOf(event, program)),
    time: at,
    unique_id: id,
    metric: { data: { type: 'metric', attributes: { name: METRICS[type] ?? type } } },
    profile: { data: { type: 'profile', attributes: { external_id: customer ?? TEST_PROFILE } } },
  };
  return JSON.stringify({ data: { type: 'event', attributes } });
}

export const klaviyoHeaders = (apiKey: string): Readonly<Record<string, string>> => ({
  Accept: 'application/vnd.api+json',
  Authorization: `Klaviyo-API-Key ${apiKey}`,
  'Content-Type': 'application/vnd.api+json',
  revision: REVISION,
});
