import type { Reply } from '../elements/shared/club-host.ts';
import { toJson } from '../json.ts';
import { withTimeout } from '../outbox/with-timeout.ts';
import type { PageProgram } from './page-programs.ts';
import { resolveUrl } from './resolve-url.ts';

/** How long (ms) a response may take. A shop's function for codes has ten seconds at the server. */
const TIMEOUT = 15_000;

const NO_REPLY: Reply = { status: 0, body: undefined };

/**
 * Sends a request with the customer's token to a route of the server, and once more with a fresh token where the first is
 * refused. A repeated request changes nothing at the server, because its body names an id.
 *
 * @returns status 0 where no response came in time, where another customer came before the request was sent, and where a page
 * or anything else than an object says that it worked
 */
export async function callServer(
  program: Pick<PageProgram, 'at' | 'token' | 'test' | 'changes' | 'customerId'>,
  method: string,
  route: string,
  body?: object,
): Promise<Reply> {
  const url = resolveUrl(program.at(route));
  // In test mode nothing is posted.
  if (!url || (program.test && method !== 'GET')) return NO_REPLY;
  const ask = async (token: string | undefined): Promise<Reply> => {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: toJson(body) }),
      cache: 'no-store',
      redirect: 'error',
    });
    const json: unknown = await response.json().catch(() => undefined);
    const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json);
    return response.ok && !isRecord ? NO_REPLY : { status: response.status, body: json };
  };
  const { changes, customerId } = program;
  // A token that comes late may be that of the next customer.
  const isSame = () => program.changes === changes && (program.customerId === customerId || customerId === undefined);
  const work = async (): Promise<Reply> => {
    const first = await program.token(false);
    const reply = isSame() ? await ask(first) : NO_REPLY;
    if (reply.status !== 401 || !first) return reply;
    const fresh = await program.token(true);
    return isSame() ? ask(fresh) : NO_REPLY;
  };
  return (await withTimeout(window, work(), TIMEOUT)) ?? NO_REPLY;
}
