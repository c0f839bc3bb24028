import { type Context, Hono } from 'hono';
import type { KeyCheck } from '../middleware/api-keys.ts';
import type { EndpointOptions, Env } from '../options.ts';
import { Problem } from '../problem.ts';
import { KLAVIYO_URL } from '../receivers/klaviyo-request.ts';
import {
  ANSWER_RECEIVED,
  isForPeople,
  RECEIVER_EVENTS,
  type Receiver,
  type ReceiverKind,
} from '../receivers/receiver.ts';
import { MOST_RECEIVERS } from '../receivers/receiver-list.ts';
import { shownUrl, urlFault } from '../receivers/receiver-url.ts';
import { invalidBody } from '../validate.ts';
import { type ReceiverBody, readReceiver } from './receiver-body.ts';

interface ReceiverRouteOptions extends Pick<EndpointOptions, 'store' | 'receivers' | 'mail'> {
  readonly keys: KeyCheck;
}

/** Without the parts of the address that are secret. */
const wireReceiver = (receiver: Receiver) => ({ ...receiver, url: shownUrl(receiver.kind, receiver.url) });

const unknown = () => new Problem(404, 'There is no receiver with this id.');
const exists = () => new Problem(409, 'Another receiver has this address.');

/** `/owner/webhooks`: the receivers of webhooks, and what they got. */
export function receiverRoutes(options: ReceiverRouteOptions): Hono<Env> {
  const { keys, mail } = options;
  const { receivers } = options.store;
  const allowPrivate = options.receivers?.allowPrivate ?? false;

  const refuse = (path: string, message: string) => invalidBody([{ path, message }], 'The receiver');

  /** One spelling of an address, so that nobody gets every event twice. @throws Problem 422 */
  function readUrl(kind: ReceiverKind, url = kind === 'klaviyo' ? KLAVIYO_URL : ''): string {
    const fault = urlFault(kind, url, allowPrivate);
    if (fault) throw refuse('url', fault);
    return kind === 'email' ? url : new URL(url).href;
  }

  /** @throws Problem 422 where a key is missing, or given for a receiver that has none */
  function checkApiKey(kind: ReceiverKind, { apiKey, url }: ReceiverBody, isNew: boolean): void {
    if (kind !== 'klaviyo' && apiKey !== undefined) throw refuse('apiKey', 'is only for receivers of the kind klaviyo');
    // A known key never goes to another address.
    if (kind === 'klaviyo' && apiKey === undefined && (isNew || url !== undefined))
      throw refuse('apiKey', 'is needed: a private API key of Klaviyo with the scope events:write');
  }

  /** @throws Problem 404 */
  async function find(c: Context<Env>): Promise<Receiver> {
    const found = (await receivers.receivers()).find(({ id }) => id === c.req.param('id'));
    if (!found) throw unknown();
    return found;
  }

  async function add(c: Context<Env>): Promise<Response> {
    const actor = keys.require(c, 'webhooks');
    const body = await readReceiver(c, ['kind', 'url', 'types', 'apiKey']);
    const { kind = 'standard', types, apiKey } = body;
    const url = readUrl(kind, body.url);
    checkApiKey(kind, body, true);
    if (kind === 'email' && !mail) throw new Problem(409, 'The server has no mail server: give it the option mail.');
    const wanted = types ?? (isForPeople(kind) ? [ANSWER_RECEIVED] : RECEIVER_EVENTS);
    const outcome = await receivers.add({ kind, url, types: wanted, apiKey }, actor);
    if (outcome === 'exists') throw exists();
    if (outcome === 'full') throw new Problem(409, `There are ${MOST_RECEIVERS} receivers, which is the most.`);
    const { receiver, secret } = outcome;
    return Response.json({ ...wireReceiver(receiver), secret }, { status: 201 });
  }

  async function change(c: Context<Env>): Promise<Response> {
    const actor = keys.require(c, 'webhooks');
    const { id, kind } = await find(c);
    const body = await readReceiver(c, ['url', 'types', 'enabled', 'apiKey']);
    checkApiKey(kind, body, false);
    const url = body.url === undefined ? undefined : readUrl(kind, body.url);
    const changed = await receivers.change(id, { ...body, url }, actor);
    if (!changed) throw unknown();
    if (changed === 'exists') throw exists();
    return Response.json(wireReceiver(changed));
  }

  async function rotate(c: Context<Env>): Promise<Response> {
    const actor = keys.require(c, 'webhooks');
    const { id, kind } = await find(c);
    if (kind !== 'standard') throw new Problem(409, 'Only receivers of the kind "standard" have a secret.');
    const rotated = await receivers.rotate(id, actor);
    if (!rotated) throw unknown();
    return Response.json({ ...wireReceiver(rotated.receiver), secret: rotated.secret });
  }

  async function listDeliveries(c: Context<Env>): Promise<Response> {
    keys.require(c, 'read');
    const { id } = await find(c);
    const before = c.req.query('before');
    if (before !== undefined && !/^\d{1,18}$/.test(before))
      throw new Problem(400, 'before must be the id of a delivery.');
    return Response.json({ deliveries: await receivers.deliveries(id, before) });
  }

  async function resend(c: Context<Env>): Promise<Response> {
    keys.require(c, 'webhooks');
    const { id, enabled } = await find(c);
    if (!enabled) throw new Problem(409, 'The receiver is turned off.');
    const delivery = c.req.param('delivery') ?? '';
    const state = /^\d{1,18}$/.test(delivery) ? await receivers.resend(id, delivery) : undefined;
    if (!state) throw new Problem(404, 'There is no delivery with this id.');
    if (state !== 'pending') throw new Problem(409, 'This event is part of the message of the day.');
    return Response.json({ id: delivery, state }, { status: 202 });
  }

  async function sendTest(c: Context<Env>): Promise<Response> {
    keys.require(c, 'webhooks');
    const { id, enabled } = await find(c);
    if (!enabled) throw new Problem(409, 'The receiver is turned off.');
    return Response.json({ id: await receivers.sendTest(id), state: 'pending' }, { status: 202 });
  }

  const only =
    (...methods: string[]) =>
    () => {
      throw new Problem(405, `This route accepts ${methods.join(', ')}.`, { headers: { Allow: methods.join(', ') } });
    };
  const base = '/owner/webhooks';
  return new Hono<Env>()
    .get(base, async (c) => {
      keys.require(c, 'read');
      return Response.json({ receivers: (await receivers.receivers()).map(wireReceiver) });
    })
    .post(base, add)
    .all(base, only('GET', 'HEAD', 'POST'))
    .patch(`${base}/:id`, change)
    .delete(`${base}/:id`, async (c) => {
      const actor = keys.require(c, 'webhooks');
      const id = c.req.param('id');
      if (!(await receivers.remove(id, actor))) throw unknown();
      return Response.json({ id, deleted: true });
    })
    .all(`${base}/:id`, only('DELETE', 'PATCH'))
    .post(`${base}/:id/rotate`, rotate)
    .all(`${base}/:id/rotate`, only('POST'))
    .post(`${base}/:id/test`, sendTest)
    .all(`${base}/:id/test`, only('POST'))
    .get(`${base}/:id/deliveries`, listDeliveries)
    .all(`${base}/:id/deliveries`, only('GET', 'HEAD'))
    .post(`${base}/:id/deliveries/:delivery/resend`, resend)
    .all(`${base}/:id/deliveries/:delivery/resend`, only('POST'));
}
