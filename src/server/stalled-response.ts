import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How long a response waits for its reader, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Drops the connection if the reader takes no byte for a minute. Node limits slow senders, not slow readers: each would
 * keep a connection, and a page of an export in memory. A response without data waits for the server, not for the reader.
 */
export function limitStall(response: ServerResponse, patience = PATIENCE): void {
  response.setTimeout(patience, ((socket: Socket) => {
    if (socket.writableLength > 0) socket.destroy();
    else socket.setTimeout(patience);
  }) as () => void);
}
