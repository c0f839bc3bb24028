import { type Context, Hono } from 'hono';
import { isObject } from '../../config/reader.ts';
import type { Store } from '../db/store.ts';
import { MOST_MONTHS } from '../maintenance/owner-retention.ts';
import type { KeyCheck } from '../middleware/api-keys.ts';
import { checkContentType, JSON_BODY, readBody, readJson } from '../middleware/body.ts';
import type { Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { invalidBody } from '../validate.ts';

const isMonths = (given: unknown): given is number =>
  Number.isInteger(given) && Number(given) >= 1 && Number(given) <= MOST_MONTHS;

/** @throws Problem 422 for anything but `{ "months": 24 }` or `{ "months": null }` */
async function readMonths(c: Context<Env>): Promise<number | null> {
  checkContentType(c.req.header('content-type') ?? null, JSON_BODY);
  const body = readJson(await readBody(c.req.raw));
  const isOnly = isObject(body) && Object.keys(body).length === 1;
  const months = isOnly ? body.months : undefined;
  if (months === null || isMonths(months)) return months;
  const message = `must be null or a whole number from 1 to ${MOST_MONTHS}, and the only field`;
  throw invalidBody([{ path: 'months', message }], 'The body');
}

/** `/owner/retention`: how long answers and other data of customers are kept. */
export function retentionRoutes({ store, keys }: { readonly store: Store; readonly keys: KeyCheck }): Hono<Env> {
  const { maintenance } = store;
  return new Hono<Env>()
    .get('/owner/retention', async (c) => {
      keys.require(c, 'read');
      return Response.json(await maintenance.retention());
    })
    .put(async (c) => {
      const actor = keys.require(c, 'erase');
      await maintenance.setRetention(await readMonths(c), actor);
      return Response.json(await maintenance.retention());
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET and PUT.', { headers: { Allow: 'GET, HEAD, PUT' } });
    })
    .get('/owner/retention/preview', async (c) => {
      keys.require(c, 'read');
      const text = c.req.query('months') ?? '';
      const months = /^\d{1,4}$/.test(text) ? Number(text) : undefined;
      if (!isMonths(months)) throw new Problem(400, `months must be a whole number from 1 to ${MOST_MONTHS}.`);
      return Response.json({ months, deletes: await maintenance.previewRetention(months) });
    })
    .all(() => {
      throw new Problem(405, 'This route accepts GET.', { headers: { Allow: 'GET, HEAD' } });
    });
}
