/** Sends plain text by SMTP. */
import { setTimeout } from 'node:timers/promises';
import type { AlertMessage } from './alert-message.ts';
import type { PostOutcome } from './post-webhook.ts';

/** The mail server of the shop. */
export interface MailOptions {
  /** `smtp://user:password@mail.example:587`, or `smtps://…`. */
  readonly url: string;
  /** The sender: `club@shop.example`. */
  readonly from: string;
}

/** Milliseconds until an attempt is over. */
const MAIL_TIMEOUT = 15_000;

/** An e-mail has no second line in its subject, and its text is no HTML. */
const oneHeaderLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);

/** @throws TypeError for settings that cannot work */
export function checkMailOptions({ url, from }: MailOptions): void {
  if (!/^smtps?:\/\/[^\s]+$/.test(url) || !URL.canParse(url))
    throw new TypeError('mail.url must be the address of a mail server: smtp://user:password@mail.example:587');
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(from)) throw new TypeError('mail.from must be one e-mail address.');
}

export type SendMail = (to: string, message: AlertMessage) => Promise<PostOutcome>;

/** Resolves with the status of the mail server, or the reason of a failure. Never rejects. */
export function createSendMail({ url, from }: MailOptions): SendMail {
  return async (to, { title, lines }) => {
    try {
      // Only shops with alerts by e-mail need the package.
      const { createTransport } = await import('nodemailer').catch(() => {
        throw Object.assign(new Error('npm install nodemailer'), { code: 'nodemailer-is-not-installed' });
      });
      const timeouts = `connectionTimeout=${MAIL_TIMEOUT}&greetingTimeout=${MAIL_TIMEOUT}&socketTimeout=${MAIL_TIMEOUT}`;
      const transport = createTransport(url + (url.includes('?') ? '&' : '?') + timeouts);
      const sent = transport.sendMail({
        from: { name: '', address: from },
        to: { name: '', address: to },
        subject: oneHeaderLine(title),
        text: `${[title, '', ...lines].join('\n')}\n`,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      // A server that answers slowly never exceeds the timeouts of the connection.
      const late = setTimeout(MAIL_TIMEOUT, { error: 'timeout' }, { ref: false });
      return await Promise.race([sent.then(() => ({ status: 250 })), late]).finally(() => transport.close());
    } catch (error) {
      const { responseCode, code } = Object(error) as { responseCode?: unknown; code?: unknown };
      if (typeof responseCode === 'number' && responseCode >= 300) return { status: responseCode };
      return { error: typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? code : 'failed' };
    }
  };
}
