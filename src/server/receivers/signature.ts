/**
 * Secrets and signatures of Standard Webhooks 1.0 (https://www.standardwebhooks.com). The package of the standard is used by the tests
 * alone, because Node signs in one line.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** Random bytes of a secret. The standard asks for 24 to 64. */
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

export const mintSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * The headers of an attempt.
 *
 * @param id the same for every attempt
 * @param seconds the time of the attempt, Unix time
 * @param secrets several while one replaces another
 */
export function signedHeaders(
  id: string,
  seconds: number,
  body: string,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}
