/** A shop and a Lojal server on two addresses of this machine, as a platform and its merchant have them. */
import { fileURLToPath } from 'node:url';
import { withScriptFiles } from '../../src/cli/script-files.ts';
import { createEndpoint, type EndpointOptions, type Handler, openStore, serve } from '../../src/server/index.ts';
import { identity } from '../server/tokens.ts';

const PATH = '/apps/lojal';
const FILES = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface Stage {
  /** The origin of the shop. */
  readonly shop: string;
  /** The base address of the Lojal server, which also has the script files. */
  readonly lojal: string;
  /** Pages of the shop by path; a missing one is 404. */
  readonly pages: Map<string, Handler>;
  /** Paths that the shop was asked for, in order. */
  readonly asked: string[];
  /** Answers that arrived at the server are stored here. */
  readonly handler: Handler;
  close(): Promise<void>;
}

export const html = (body: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

export async function startStage(options: Omit<EndpointOptions, 'store'>): Promise<Stage> {
  const pages = new Map<string, Handler>();
  const asked: string[] = [];
  const store = await openStore({ folder: 'memory://' });
  const shop = await serve({
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      return (await pages.get(pathname)?.(request)) ?? new Response('', { status: 404 });
    },
  });
  const handler = createEndpoint({ store, origins: [shop.url], identity, log: () => undefined, ...options });
  const lojal = await serve({ fetch: withScriptFiles(handler, FILES, PATH) });
  const close = async () => {
    await Promise.all([shop.close(), lojal.close()]);
    await store.close();
  };
  return { shop: shop.url, lojal: lojal.url + PATH, pages, asked, handler, close };
}
