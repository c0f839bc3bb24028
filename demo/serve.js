// @ts-check
/**
 * Nord Records, the demonstration shop, with the reference endpoint beside it. `npm start` runs it; the end-to-end
 * tests import `start`.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEndpoint, openStore, serve } from '../dist/endpoint/index.js';
import { account, wallDate } from './server/customers.js';
import { dress, file } from './server/files.js';
import { frameworks } from './server/frameworks.js';
import { createIdentity } from './server/identity.js';
import { shop } from './server/shop.js';
import { states } from './server/states.js';

const PORT = 4173;
const inProject = (/** @type {string} */ path) => fileURLToPath(new URL(`../.data/${path}`, import.meta.url));

/**
 * A secret, made at the first start and kept where only this user can read it.
 *
 * @param {string} name
 */
function kept(name) {
  const path = inProject(name);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const made = `${path}.${process.pid}`;
    writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    // Whole or not at all, for whoever starts at the same moment.
    renameSync(made, path);
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * @typedef {object} Options
 * @property {number} [port] 0 for any; if the wanted one is taken, a free one
 * @property {string} [host]
 * @property {string} [folder] where the answers are kept; `memory://` keeps nothing
 * @property {string | undefined} [databaseUrl] a PostgreSQL server instead
 * @property {string | undefined} [ownerKey] opens the export
 * @property {string} [today] YYYY-MM-DD; the day on which the data end, instead of the clock's
 */

/**
 * Starts the shop.
 *
 * @param {Options} [options]
 * @returns {Promise<{ url: string, ownerKey: string, close(): Promise<void> }>} `url` without a slash at the end
 */
export async function start({ port = PORT, host = '127.0.0.1', folder, databaseUrl, ownerKey, today } = {}) {
  const key = ownerKey || kept('owner-key');
  const identity = createIdentity(kept('identity-key'));
  const day = () => today ?? wallDate();
  const store = await openStore({ databaseUrl, folder: folder ?? inProject('answers') });
  const endpoint = createEndpoint({
    store,
    ownerKey: key,
    identity: identity.options,
    account: (subject) => account(subject.replace(/^c_/, ''), day()),
  });
  const closing = new AbortController();

  const reviews = async (/** @type {string} */ record) =>
    (await store.approved(record, 20)).map(({ event: { time, data } }) => ({
      .../** @type {{ rating: number }} */ (/** @type {unknown} */ (data)),
      time,
    }));

  /** @param {Request} request */
  const answer = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/apps/lojal')) return endpoint(request);
    const found =
      (await shop(request, day(), { token: identity.token, reviews })) ??
      (await states(request, closing.signal)) ??
      (/^(GET|HEAD)$/.test(request.method) ? ((await file(pathname)) ?? (await frameworks(pathname))) : undefined);
    return dress(request, found ?? new Response('There is nothing at this address.\n', { status: 404 }));
  };

  try {
    const served = await serve({ fetch: answer, port, host });
    return {
      url: served.url,
      ownerKey: key,
      async close() {
        closing.abort();
        await served.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const {
    PORT: port,
    HOST: host,
    DATABASE_URL: databaseUrl,
    LOJAL_OWNER_KEY: ownerKey,
    LOJAL_FOLDER: folder,
  } = process.env;
  const shopServer = await start({
    ...(port && { port: Number(port) }),
    ...(host && { host }),
    ...(folder && { folder }),
    databaseUrl,
    ownerKey,
  });
  const url = shopServer.url.replace('127.0.0.1', 'localhost');
  console.log(`Nord Records: ${url}/`);
  console.log(`For its owner: ${url}/owner.html#key=${encodeURIComponent(shopServer.ownerKey)}`);
  let leaving = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => {
      // A second signal does not wait.
      if (leaving) process.exit(1);
      leaving = true;
      shopServer.close().then(
        () => process.exit(0),
        (error) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
}
