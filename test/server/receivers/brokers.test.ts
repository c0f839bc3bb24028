/** Webhooks that go to a broker of events: what CloudEvents' own library reads, and what brokers with a format of their own need. */
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type CloudEvent, HTTP } from 'cloudevents';
import { createDeliveryQueue } from '../../../src/server/receivers/delivery-queue.ts';
import { createDeliverySender } from '../../../src/server/receivers/delivery-sender.ts';
import { withStores } from '../stores.ts';

const TYPE = 'lojal.answer.received.v1';

interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Reads an event as a broker of CloudEvents does, which knows nothing of Lojal. */
const readEvent = ({ headers, body }: Posted): CloudEvent<unknown> => {
  const event = HTTP.toEvent<unknown>({ headers, body });
  assert.ok(!Array.isArray(event));
  return event as CloudEvent<unknown>;
};

/** The ingress of Knative's broker: the address names a broker, and 202 accepts a valid CloudEvent. */
function asKnative(posted: Posted): number {
  if (posted.path.split('/').length !== 3) return 400;
  try {
    return readEvent(posted).validate() ? 202 : 400;
  } catch {
    return 400;
  }
}

/** A bridge to Kafka takes records in an envelope with a content type of its own. */
function asKafkaBridge({ headers, body }: Posted): number {
  if (headers['content-type'] !== 'application/vnd.kafka.json.v2+json') return 415;
  const { records } = JSON.parse(body) as { records?: { value?: unknown }[] };
  return records?.every(({ value }) => value !== undefined) ? 200 : 422;
}

withStores('brokers', (bench) => {
  let server: Server;
  let base: string;
  let reply: (posted: Posted) => number;
  const received: Posted[] = [];
  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const posted = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      received.push(posted);
      response.writeHead(reply(posted)).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  /** Sends one event to a path. Returns what the log says of the delivery. */
  async function deliver(path: string, as: typeof reply) {
    reply = as;
    const closing = new AbortController();
    const { receivers } = bench.store;
    const sender = createDeliverySender({
      store: { receivers: { ...receivers, closing: closing.signal } },
      program: () => Promise.reject(new Error('no program')),
      allowPrivate: true,
      queue: createDeliveryQueue(bench.db, () => 0),
      onError: (error) => assert.fail(String(error)),
    });
    const added = await receivers.add({ kind: 'standard', url: base + path, types: [TYPE] }, 'test');
    assert.ok(typeof added === 'object');
    await bench.query(`select lojal_emit('${TYPE}', 'kund é 1', '{"text": "Snabbt – 速い"}')`);
    await sender.sendDue();
    closing.abort();
    const [delivery] = await receivers.deliveries(added.receiver.id);
    await bench.query('delete from lojal_receivers');
    return delivery;
  }

  test('a broker of CloudEvents, such as that of Knative, takes webhooks as they are', async () => {
    const delivery = await deliver('/shop/default', asKnative);
    assert.equal(delivery?.state, 'delivered');
    assert.equal(delivery?.status, 202);
    const [posted] = received;
    assert.ok(posted);
    assert.match(posted.headers['content-type'] ?? '', /^application\/cloudevents\+json/, 'structured mode');
    const event = readEvent(posted);
    assert.equal(event.specversion, '1.0');
    assert.deepEqual([event.type, event.source, event.subject], [TYPE, 'urn:lojal:server', 'kund é 1']);
    assert.equal(event.id, posted.headers['webhook-id'], 'the broker and the signature name the same event');
    assert.deepEqual(event.data, { text: 'Snabbt – 速い' });
    // The event survives the other form of the binding.
    const binary = HTTP.binary(event);
    assert.equal(binary.headers['ce-id'], event.id);
    assert.deepEqual((HTTP.toEvent(binary) as CloudEvent<unknown>).data, event.data);
  });

  test('a bridge with a format of its own refuses webhooks, which the log shows; an envelope is enough', async () => {
    const delivery = await deliver('/topics/lojal', asKafkaBridge);
    assert.equal(delivery?.state, 'pending');
    assert.equal(delivery?.status, 415);
    const { body } = received.at(-1) as Posted;
    const headers = { 'content-type': 'application/vnd.kafka.json.v2+json' };
    assert.equal(
      asKafkaBridge({ path: '', headers, body: JSON.stringify({ records: [{ value: JSON.parse(body) }] }) }),
      200,
    );
  });
});
