/** One attempt of a delivery. */
import type { FullProgram } from '../../loyalty/types.ts';
import { alertMessage, digestMessage, isUrgent } from './alert-message.ts';
import { slackBody, teamsBody } from './chat-bodies.ts';
import type { DailyDigests } from './daily-digest.ts';
import type { AttemptResult, ClaimedDelivery } from './delivery-queue.ts';
import { retryAfterSeconds, retryPause } from './delivery-retries.ts';
import { eventBody } from './event-body.ts';
import { klaviyoBody, klaviyoHeaders } from './klaviyo-request.ts';
import type { PostOutcome, PostWebhook } from './post-webhook.ts';
import { DAILY_DIGEST, isForPeople, type StoredEvent } from './receiver.ts';
import { mailAddress } from './receiver-url.ts';
import type { SendMail } from './send-mail.ts';
import { signedHeaders } from './signature.ts';

/** The currency of amounts without a program. There are none. */
const NO_CURRENCY = 'EUR';

export interface AttemptTools {
  readonly post: PostWebhook;
  /** Absent without a mail server. */
  readonly sendMail: SendMail | undefined;
  readonly digests: Pick<DailyDigests, 'read'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
}

async function messageOf(event: StoredEvent, digests: AttemptTools['digests']) {
  return event.type === DAILY_DIGEST
    ? digestMessage(String(event.data.day), await digests.read(event.id))
    : alertMessage(event);
}

async function send(
  { event, target }: ClaimedDelivery,
  program: FullProgram | undefined,
  tools: AttemptTools,
): Promise<PostOutcome> {
  const { post, sendMail, digests, now, signal } = tools;
  const { kind, url, secrets } = target;
  if (kind === 'klaviyo') return post(url, klaviyoBody(event, program), klaviyoHeaders(secrets[0] ?? ''), signal);
  if (kind === 'standard') {
    const body = eventBody(event, program?.currency ?? NO_CURRENCY);
    const headers = signedHeaders(event.id, Math.floor(now() / 1000), body, secrets);
    return post(url, body, { 'Content-Type': 'application/cloudevents+json; charset=utf-8', ...headers }, signal);
  }
  const message = await messageOf(event, digests);
  if (kind === 'email') return sendMail ? sendMail(mailAddress(url) ?? '', message) : { error: 'no-mail-server' };
  const body = kind === 'slack' ? slackBody(message) : teamsBody(message);
  return post(url, body, { 'Content-Type': 'application/json; charset=utf-8' }, signal);
}

/** Whether no further attempt can succeed. Klaviyo answers 400 to an event that it will never take. */
const isFinal = ({ kind }: ClaimedDelivery['target'], status: number | undefined): boolean =>
  status === 410 || (kind === 'klaviyo' && status === 400);

/**
 * Sends a delivery, and decides what follows.
 *
 * @param program gives the currency of amounts, and the names of tiers and rewards
 */
export async function attempt(
  delivery: ClaimedDelivery,
  program: FullProgram | undefined,
  tools: AttemptTools,
): Promise<AttemptResult> {
  const { id, attempts, event, target } = delivery;
  const people = isForPeople(target.kind);
  if (people && event.type !== DAILY_DIGEST && !isUrgent(event)) return { id, attempts, state: 'waiting' };
  const { status, error, retryAfter } = await send(delivery, program, tools);
  const result = { id, attempts, status, error };
  if (status !== undefined && status >= 200 && status < 300) return { ...result, state: 'delivered' };
  const pause = isFinal(target, status) ? undefined : retryPause(attempts, Math.random());
  if (pause === undefined) return { ...result, state: 'failed' };
  const asked = retryAfterSeconds(retryAfter, tools.now());
  return { ...result, state: 'pending', pause: Math.max(pause, asked ?? 0), receiverPause: asked };
}
