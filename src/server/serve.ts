import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Handler } from './app.ts';
import { setPeer } from './middleware/client-address.ts';
import { setLocalAddress } from './middleware/origin.ts';
import { limitStall } from './stalled-response.ts';

/** How long `close` waits for open requests, in milliseconds. */
const CLOSE_TIMEOUT = 3_000;

/** The most connections at a time. Further ones are closed at once. */
const MAX_CONNECTIONS = 5_000;

export interface ServeOptions {
  /** Handles every request. */
  readonly fetch: Handler;
  /** The port. Default, and if the port is taken: a free one. */
  readonly port?: number | undefined;
  /** The address to listen on. Default: `127.0.0.1`, this machine only. */
  readonly host?: string | undefined;
}

export interface RunningServer {
  /** Without a trailing slash: `http://127.0.0.1:4173`. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting connections and waits up to three seconds for open requests. Their responses close the connection.
   * Close the store afterwards.
   */
  close(): Promise<void>;
}

/**
 * Serves a handler under Node.
 *
 * @throws Error if the address does not exist, or the process may not use the port
 */
export async function serve({ fetch, port = 0, host = '127.0.0.1' }: ServeOptions): Promise<RunningServer> {
  const server = createAdaptorServer({
    fetch: (request: Request, { incoming }: { incoming: Pick<IncomingMessage, 'socket'> }) => {
      setPeer(request, incoming.socket.remoteAddress);
      setLocalAddress(request, incoming.socket.localAddress, incoming.socket.localPort);
      return fetch(request);
    },
    hostname: host,
    // Disconnect slow senders: after 30 seconds, checked every five.
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000, connectionsCheckingInterval: 5_000 },
  }) as Server;
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_, response: ServerResponse) => {
    open.add(response);
    limitStall(response);
    response.once('close', () => open.delete(response));
    // The server is closing: this request came over a connection that was still open.
    if (!server.listening) closeAfterResponse(response);
  });
  // Each connection needs a file descriptor; a process has few thousand.
  server.maxConnections = MAX_CONNECTIONS;
  const taken = await listen(server, port, host).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' || port === 0) throw error;
    return listen(server, 0, host);
  });
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${taken}`, port: taken, close: () => close(server, open) };
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

/** Closes the connection after this response. */
function closeAfterResponse(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function close(server: Server, open: ReadonlySet<ServerResponse>): Promise<void> {
  for (const response of open) closeAfterResponse(response);
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT);
    // `server.close()` closes connections that are idle now, not those that become idle later.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}
