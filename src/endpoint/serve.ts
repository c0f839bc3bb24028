import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { setPeer } from './address.ts';
import type { Handler } from './handle.ts';

/** How long a request that is under way may take to end after `close`, in milliseconds. */
const GRACE = 3_000;

export interface ServeOptions {
  /** Answers every request. */
  readonly fetch: Handler;
  /** The wanted port; if it is taken, or absent, a free one. */
  readonly port?: number | undefined;
  /** The address to listen on; `127.0.0.1`, this machine only. */
  readonly host?: string | undefined;
}

export interface Served {
  /** Without a slash at the end: `http://127.0.0.1:4173`. */
  readonly url: string;
  readonly port: number;
  /**
   * Takes no more connections, and lets the requests under way end, for at most three seconds: each answer tells the
   * sender to come by another connection. After it the store can be closed.
   */
  close(): Promise<void>;
}

/**
 * Serves a handler under Node.
 *
 * @throws Error when the address is not there, or the port needs rights that the process has not
 */
export async function serve({ fetch, port = 0, host = '127.0.0.1' }: ServeOptions): Promise<Served> {
  const server = createAdaptorServer({
    fetch: (request: Request, { incoming }: { incoming: Pick<IncomingMessage, 'socket'> }) => {
      setPeer(request, incoming.socket.remoteAddress);
      return fetch(request);
    },
    hostname: host,
    // A sender that trickles its few kilobytes is cut off after 30 seconds, or five more.
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  }) as Server;
  const underWay = new Set<ServerResponse>();
  server.prependListener('request', (_, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    // Listening has ended: this one came by a connection that was still open.
    if (!server.listening) dismiss(response);
  });
  const taken = await listen(server, port, host).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || port === 0) throw error;
    return listen(server, 0, host);
  });
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${taken}`, port: taken, close: () => close(server, underWay) };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Has the connection end with this answer. */
function dismiss(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function close(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  for (const response of underWay) dismiss(response);
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE);
    // Node closes the connections that are idle now, not those that fall idle a moment later.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}
