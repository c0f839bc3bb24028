import { Hono } from 'hono';
import type { Store } from '../db/store.ts';
import { isDiskFull } from '../db/unavailable.ts';
import type { Env } from '../options.ts';

/** How long to wait for the database, in milliseconds. */
const TIMEOUT = 3_000;

/**
 * `/health/live`: whether the process responds. An orchestrator restarts the process if it does not; a database that is
 * away is no reason for a restart. `/health/ready` and `/health`: whether answers can be stored. A load balancer sends no
 * requests if they cannot.
 */
export function healthRoutes(store: Store): Hono<Env> {
  // Simultaneous requests share one check, so that they cannot occupy the database.
  let running: Promise<Error | undefined> | undefined;
  const check = () => {
    running ??= checkHealth(store).finally(() => {
      running = undefined;
    });
    return running;
  };
  const app = new Hono<Env>().get('/health/live', () => Response.json({ status: 'ok' }));
  for (const path of ['/health', '/health/ready']) {
    app.get(path, async (c) => {
      const error = await check();
      c.set('error', error);
      if (!error) return Response.json({ status: 'ok' });
      return Response.json({ status: 'down', reason: isDiskFull(error) ? 'disk' : 'database' }, { status: 503 });
    });
  }
  return app;
}

/** @returns the error if the database does not store anything; nothing if it does */
export async function checkHealth(store: Store): Promise<Error | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not respond in time.')), TIMEOUT);
  });
  try {
    await Promise.race([store.ping(), late]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The database failed.');
  } finally {
    clearTimeout(timer);
  }
}
