// @ts-check
/**
 * Serves Nord Records, the demo shop, together with the reference server. `npm start` calls `open`; the end-to-end tests call
 * `start`.
 */

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withOwnerPage } from '../dist/cli/owner-page-files.js';
import { withScriptFiles } from '../dist/cli/script-files.js';
import { createEndpoint, openStore, serve } from '../dist/server/index.js';
import { createClub } from './server/club.js';
import { clubStates } from './server/club-states.js';
import { wallDate } from './server/customers.js';
import { dress, file } from './server/files.js';
import { frameworks } from './server/frameworks.js';
import { createIdentity } from './server/identity.js';
import { reloader, withReload } from './server/reload.js';
import { explainFailure, PORT, readSettings } from './server/settings.js';
import { shop } from './server/shop.js';
import { states } from './server/states.js';

const inProject = (/** @type {string} */ path) => fileURLToPath(new URL(`../.data/${path}`, import.meta.url));

/**
 * A secret, created at the first start and stored in a file that only this user can read.
 *
 * @param {string} name
 */
function kept(name) {
  const path = inProject(name);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const made = `${path}.${process.pid}`;
    writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    // Write and rename, so that a process that starts at the same moment never reads an incomplete secret.
    renameSync(made, path);
  }
  return readFileSync(path, 'utf8').trim();
}

/**
 * @typedef {object} Options
 * @property {number} [port] 0 for any free port; a free one is also used if the port is taken
 * @property {string} [host]
 * @property {string} [folder] the folder of the embedded database; `memory://` stores nothing on disk
 * @property {string | undefined} [databaseUrl] a PostgreSQL server, used instead of the folder
 * @property {string | undefined} [ownerKey] the key of the export
 * @property {boolean} [reload] whether pages reload after the shop has restarted
 * @property {boolean} [history] whether the orders of all customers are imported, for the owner's page; else of those who sign in
 * @property {string} [today] YYYY-MM-DD; the day to which the demo's data is moved; default: today
 */

/**
 * Starts the shop.
 *
 * @param {Options} [options]
 * @returns {Promise<{ url: string, ownerKey: string, close(): Promise<void> }>} `url` without a slash at the end
 */
export async function start({
  port = PORT,
  host = '127.0.0.1',
  folder,
  databaseUrl,
  ownerKey,
  reload = false,
  history = false,
  today,
} = {}) {
  const key = ownerKey || kept('owner-key');
  const identity = createIdentity(kept('identity-key'));
  const day = () => today ?? wallDate();
  const store = await openStore({ databaseUrl, folder: folder ?? inProject('answers') });
  const shopKey = kept('shop-key');
  const endpoint = createEndpoint({
    store,
    ownerKey: key,
    shopKey,
    identity: identity.options,
    program: fileURLToPath(new URL('lojal.json', import.meta.url)),
  });
  const club = createClub(endpoint, shopKey, identity.token, day);
  const built = (/** @type {string} */ path) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url));
  // The owner's page shows the program with the script of its server.
  const scripts = withScriptFiles(endpoint, built(''), '/apps/lojal');
  const server = withOwnerPage(scripts, built('owner'), '/apps/lojal');
  const closing = new AbortController();

  const reviews = async (/** @type {string} */ record) =>
    (await store.approved(record, 20)).map(({ event: { time, data } }) => ({
      .../** @type {{ rating: number }} */ (/** @type {unknown} */ (data)),
      time,
    }));

  /** @param {Request} request */
  const answer = async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/apps/lojal')) return server(request);
    // A stream: sent without compression and without an ETag.
    const events = reload && reloader(request, closing.signal);
    if (events) return events;
    const found =
      (await shop(request, day(), { token: identity.token, reviews, club })) ??
      (await states(request, closing.signal)) ??
      (await clubStates(request)) ??
      (/^(GET|HEAD)$/.test(request.method) ? ((await file(pathname)) ?? (await frameworks(pathname))) : undefined);
    const response = found ?? new Response('There is nothing at this address.\n', { status: 404 });
    return dress(request, reload ? await withReload(response) : response);
  };

  try {
    const served = await serve({ fetch: answer, port, host });
    if (history) void club.prepareAll(closing.signal).catch((error) => closing.signal.aborted || console.error(error));
    return {
      url: served.url,
      ownerKey: key,
      async close() {
        closing.abort();
        club.close();
        await served.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * Starts the shop with the settings of the environment, prints its URL, and closes it at Ctrl-C.
 *
 * @param {Options & { port: number }} settings
 */
export async function open(settings) {
  const shopServer = await start({ ...settings, history: true }).catch((error) => {
    console.error(explainFailure(error, settings));
    process.exit(1);
  });
  const url = shopServer.url.replace('127.0.0.1', 'localhost');
  const { port } = new URL(url);
  if (settings.port && Number(port || 80) !== settings.port)
    console.log(`Port ${settings.port} is taken: the shop uses port ${port} instead.`);
  console.log(`Shop:          ${url}/`);
  // The key is not part of the address: addresses stay in histories, logs and screenshots.
  console.log(`Owner's page:  ${url}/apps/lojal/owner/, key ${shopServer.ownerKey}`);
  console.log(`Data:          ${place(settings)}`);
  let leaving = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => {
      // A second signal exits at once.
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

/** Where the answers are stored, for the console. @param {Options} settings */
function place({ folder, databaseUrl }) {
  // Omit the password.
  if (databaseUrl) return `the PostgreSQL server ${new URL(databaseUrl).host}`;
  if (folder?.startsWith('memory:')) return 'in memory, until the shop is closed';
  return folder ?? inProject('answers');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await open({ ...readSettings(process.env), reload: process.argv.includes('--reload') });
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exitCode = 1;
  }
}
