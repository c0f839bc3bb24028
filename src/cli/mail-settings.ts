/** The mail server of `lojal serve`, from the environment. */
import { CommandError } from './command-error.ts';

/**
 * Nothing without `LOJAL_SMTP_URL`.
 *
 * @throws CommandError for a mail server without a sender
 */
export function readMail({ LOJAL_SMTP_URL: url, LOJAL_SMTP_FROM: from }: NodeJS.ProcessEnv) {
  if (!url) return undefined;
  if (!from) throw new CommandError('LOJAL_SMTP_URL needs LOJAL_SMTP_FROM, the address of the sender.');
  return { url, from };
}
