/** A server that gets webhooks, as a shop's own program does. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The time of arrival, as `Date.now()`. */
  readonly at: number;
}

/** The CloudEvent of a webhook. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject?: string;
  readonly time: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ReceivingServer {
  readonly url: string;
  readonly received: Received[];
  /** The events in the order of arrival. */
  events(): readonly ReceivedEvent[];
  /** Waits until there are at least `n` requests. */
  until(n: number): Promise<void>;
  close(): Promise<void>;
}

/** @param reply answers a request; by default with 204 */
export async function startReceiving(
  reply: (response: ServerResponse, request: Received) => void = (response) => response.writeHead(204).end(),
): Promise<ReceivingServer> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: Date.now(),
      };
      received.push(one);
      reply(response, one);
      for (const check of waiting) check();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    events: () => received.map(({ body }) => JSON.parse(body) as ReceivedEvent),
    until: (n) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`${received.length} of ${n} webhooks arrived`));
        }, 30_000);
        const check = () => {
          if (received.length < n) return;
          clearTimeout(late);
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Whether the public library accepts a webhook with a secret. */
export function verifies(secret: string, { headers, body }: Received): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}
