/** A mail server that keeps what it gets. */

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and text, as they were sent. */
  readonly source: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: Mail[];
  close(): Promise<void>;
}

/** @param answer the response to `DATA` once it is complete */
export async function startMailServer(answer: () => string = () => '250 stored'): Promise<MailServer> {
  const mails: Mail[] = [];
  const server = createServer((socket) => {
    let from = '';
    let to: string[] = [];
    let buffer = '';
    let source: string | undefined;
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.write('220 mail.example\r\n');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (source !== undefined) {
          if (line !== '.') {
            source += `${line}\r\n`;
            continue;
          }
          const reply = answer();
          if (reply.startsWith('2')) mails.push({ from, to, source });
          source = undefined;
          socket.write(`${reply}\r\n`);
        } else if (/^MAIL FROM:/i.test(line)) {
          from = /<(.*)>/.exec(line)?.[1] ?? '';
          to = [];
          socket.write('250 ok\r\n');
        } else if (/^RCPT TO:/i.test(line)) {
          to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          socket.write('250 ok\r\n');
        } else if (/^DATA/i.test(line)) {
          source = '';
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 mail.example\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
