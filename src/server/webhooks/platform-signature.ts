/** The signatures of webhooks: `X-Shopify-Hmac-Sha256` and `X-WC-Webhook-Signature`. Both platforms sign alike. */
import { createHmac } from 'node:crypto';
import { sameSecret } from '../middleware/secrets.ts';

/**
 * Whether a platform signed the body: base64 of HMAC-SHA256 with one of the secrets. The comparison takes constant time.
 *
 * The signature has no time, so a signed body can be sent again. That is harmless: a body is the state of an order, the same
 * state again changes nothing, and an older one is skipped by its `updated`.
 *
 * @param body the raw bytes; parsed and written again they would differ
 * @param signature the header; nothing where the request has none
 * @param secrets several while one replaces another. An empty secret is skipped, because anybody can sign with one
 */
export function isSignedByPlatform(
  body: Uint8Array,
  signature: string | null | undefined,
  secrets: readonly string[],
): boolean {
  if (!signature) return false;
  return secrets
    .filter((secret) => secret !== '')
    .some((secret) => sameSecret(signature, createHmac('sha256', secret).update(body).digest('base64')));
}
