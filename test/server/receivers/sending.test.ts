/** What is sent when: outages, slow and rude receivers, addresses that are not public, and several receivers at once. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, afterEach, beforeEach, test } from 'node:test';
import type { ReceiverKind } from '../../../src/server/index.ts';
import { loadProgram } from '../../../src/server/program-source.ts';
import { createDeliveryQueue } from '../../../src/server/receivers/delivery-queue.ts';
import { RETRY_PAUSES } from '../../../src/server/receivers/delivery-retries.ts';
import {
  createDeliverySender,
  type DeliverySender,
  type SenderOptions,
} from '../../../src/server/receivers/delivery-sender.ts';
import { withStores } from '../stores.ts';
import { type ReceivingServer, startReceiving } from './receiving-server.ts';

const HOUR = 3_600;
const ANSWER = 'lojal.answer.received.v1';

withStores('sending', (bench) => {
  const servers: ReceivingServer[] = [];
  after(() => Promise.all(servers.map((server) => server.close())));
  const start = async (reply?: (response: ServerResponse) => void) => {
    const server = await startReceiving(reply);
    servers.push(server);
    return server;
  };
  /** Seconds by which this sender is ahead of the clock. */
  let ahead = 0;
  let closing = new AbortController();
  const sender = (more: Partial<SenderOptions> = {}): DeliverySender =>
    createDeliverySender({
      store: { receivers: { ...bench.store.receivers, closing: closing.signal } },
      program: async () => loadProgram({ name: 'Club' }),
      allowPrivate: true,
      queue: createDeliveryQueue(bench.db, () => ahead * 1000),
      now: () => Date.now() + ahead * 1000,
      onError: (error) => assert.fail(String(error)),
      ...more,
    });
  const add = async (url: string, kind: ReceiverKind = 'standard') => {
    const outcome = await bench.store.receivers.add({ kind, url, types: [ANSWER] }, 'test');
    assert.ok(typeof outcome === 'object');
    return outcome.receiver.id;
  };
  const emit = (customer = 'c_1') => bench.query(`select lojal_emit('${ANSWER}', '${customer}', '{"n": 1}')`);
  const receiver = async (id: string) => (await bench.store.receivers.receivers()).find((one) => one.id === id);
  const newest = async (id: string) => (await bench.store.receivers.deliveries(id))[0];
  beforeEach(async () => {
    ahead = 0;
    closing = new AbortController();
    for (const table of ['receivers', 'events']) await bench.query(`delete from lojal_${table}`);
  });

  // The senders of former tests must not send what the next one sends.
  afterEach(() => closing.abort());

  test('an outage of a day: everything arrives afterwards, and the attempts follow the schedule', async () => {
    let isUp = false;
    const server = await start((response) => response.writeHead(isUp ? 204 : 503).end());
    const id = await add(server.url);
    const sending = sender();
    const events = 5;
    for (let i = 0; i < events; i++) await emit(`c_${i}`);
    /** The seconds of the attempts of each event. */
    const attempts = new Map<string, number[]>();
    for (let step = 0; ; step++) {
      const seen = server.received.length;
      isUp = ahead >= 24 * HOUR;
      await sending.sendDue();
      for (const { headers, at } of server.received.slice(seen)) {
        const event = String(headers['webhook-id']);
        attempts.set(event, [...(attempts.get(event) ?? []), ahead + at / 1000]);
        assert.ok(Math.abs(Number(headers['webhook-timestamp']) - at / 1000 - ahead) < 20);
      }
      const next = await createDeliveryQueue(bench.db, () => ahead * 1000).secondsToNext();
      if (next === undefined) break;
      ahead += Math.max(0.1, next + 0.01);
      assert.ok(step < 100);
    }
    assert.equal(attempts.size, events);
    for (const times of attempts.values()) {
      // 5 s, 5 min, 30 min, 2 h, 5 h and 10 h are 17.6 hours; the attempt after 14 more is the first after the outage.
      assert.equal(times.length, 8, times.join());
      for (const [i, time] of times.slice(1).entries()) {
        const pause = RETRY_PAUSES[i] ?? 0;
        const waited = time - (times[i] ?? 0);
        // On a busy machine, an attempt waits for the processor.
        assert.ok(waited >= pause * 0.89 && waited <= pause * 1.11 + 20, `${i}: ${waited} of ${pause}`);
      }
      assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) < 36 * HOUR);
    }
    const spread = new Set([...attempts.values()].map((times) => Math.round(times.at(-1) ?? 0)));
    assert.ok(spread.size > 1, 'the pauses are random');
    const records = await bench.store.receivers.deliveries(id);
    assert.deepEqual(
      records.map(({ state, attempts }) => [state, attempts]),
      Array(events).fill(['delivered', 8]),
    );
    assert.equal((await receiver(id))?.failingSince, undefined);
  });

  test('a receiver that fails for three days is turned off, and says so', async () => {
    const server = await start((response) => response.writeHead(500).end());
    const id = await add(server.url);
    const sending = sender();
    await emit();
    for (let step = 0; step < 50 && (await newest(id))?.state === 'pending'; step++) {
      await sending.sendDue();
      const next = await createDeliveryQueue(bench.db, () => ahead * 1000).secondsToNext();
      if (next === undefined) break;
      assert.equal((await receiver(id))?.enabled, true);
      ahead += Math.max(0.1, next + 0.01);
    }
    assert.equal(server.received.length, RETRY_PAUSES.length + 1);
    assert.ok(ahead > 67 * HOUR && ahead < 84 * HOUR, `${ahead / HOUR} hours`);
    assert.equal((await newest(id))?.state, 'failed');
    const off = await receiver(id);
    assert.equal(off?.enabled, false);
    assert.equal(off?.disabled?.reason, 'failing');
    await emit();
    assert.equal((await bench.query('select 1 as one from lojal_events')).length, 1);
  });

  test('a receiver that hangs or drips does not hold up another one, and is cut off', async () => {
    const hanging = await start(() => {});
    const dripping = await start((response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 50);
      response.once('close', () => clearInterval(drip));
    });
    const quick = await start();
    const [hangs, drips] = [await add(hanging.url), await add(dripping.url)];
    await add(quick.url);
    for (let i = 0; i < 12; i++) await emit();
    const sending = sender({ timeout: 4_000 });
    const sent = sending.sendDue();
    await quick.until(12);
    // The other two are in their first round.
    assert.ok(hanging.received.length < 12 && dripping.received.length < 12);
    // Two rounds: eight, and the rest.
    await sent;
    const outcomes = async (id: string) =>
      (await bench.store.receivers.deliveries(id)).map(({ state, error, status }) => [state, error ?? status]);
    assert.deepEqual(await outcomes(hangs), Array(12).fill(['pending', 'timeout']));
    // The status has arrived. What follows is of no interest.
    assert.deepEqual(await outcomes(drips), Array(12).fill(['delivered', 200]));
    // On a busy machine the first retry comes before the last attempt ends.
    assert.equal(new Set(hanging.received.map(({ headers }) => headers['webhook-id'])).size, 12);
  });

  test('a response without end is not read to its end', async () => {
    let written = 0;
    const server = await start((response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) written += 64;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const id = await add(server.url);
    await emit();
    await sender().sendDue();
    assert.equal((await newest(id))?.state, 'delivered');
    assert.ok(written < 8 * 1024, `${written} kB`);
  });

  test('redirects are not followed', async () => {
    const target = await start();
    for (const status of [301, 302, 303, 307, 308]) {
      const server = await start((response) => response.writeHead(status, { location: target.url }).end());
      const id = await add(server.url);
      await emit();
      await sender().sendDue();
      const record = await newest(id);
      assert.deepEqual([record?.state, record?.status], ['pending', status]);
    }
    assert.equal(target.received.length, 0);
  });

  test('Retry-After pauses the receiver, within bounds', async () => {
    const soon = () => new Date(Date.now() + 600_000).toUTCString();
    const cases: readonly [string, number, number][] = [
      ['120', 115, 121],
      ['9999999999', 86_300, 86_401],
      [soon(), 590, 601],
      ['0', 0, 2],
      ['-5', 0, 0],
      ['1e9', 0, 0],
      ['tomorrow', 0, 0],
      [new Date(0).toUTCString(), 0, 2],
    ];
    for (const [header, least, most] of cases) {
      await bench.query('delete from lojal_receivers');
      await bench.query('delete from lojal_events');
      const server = await start((response) => response.writeHead(429, { 'retry-after': header }).end());
      const id = await add(server.url);
      await emit();
      const sending = sender();
      await sending.sendDue();
      const { pausedUntil } = (await receiver(id)) ?? {};
      const paused = pausedUntil ? (Date.parse(pausedUntil) - Date.now()) / 1000 : 0;
      assert.ok(paused >= least - 2 && paused <= most, `${header}: ${paused}`);
      await emit();
      await sending.sendDue();
      if (most === 0 || paused > 5) assert.equal(server.received.length, paused > 5 ? 1 : 2, header);
    }
  });

  test('a name that resolves to a private address at the time of the connection is refused', async () => {
    const target = await start();
    const { port } = new URL(target.url);
    const names: Record<string, string[]> = {
      'private.example': ['127.0.0.1'],
      'mixed.example': ['93.184.215.14', '127.0.0.1'],
      'six.example': ['::1'],
      'mapped.example': ['::ffff:127.0.0.1'],
      'metadata.example': ['169.254.169.254'],
      'none.example': [],
    };
    let lookups = 0;
    const sending = sender({
      allowPrivate: false,
      resolve: async (host) => {
        lookups++;
        return (names[host] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      },
    });
    for (const name of Object.keys(names)) {
      const id = await add(`https://${name}:${port}/`);
      await emit();
      await sending.sendDue();
      assert.equal((await newest(id))?.error, 'private-address', name);
    }
    assert.ok(lookups >= Object.keys(names).length);
    for (const url of [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'http://example.com/',
    ]) {
      const id = await add(`${url}${port}`);
      await emit();
      await sending.sendDue();
      assert.match((await newest(id))?.error ?? '', /^(private-address|not-https)$/, url);
    }
    assert.equal(target.received.length, 0);
  });

  test('what nobody is listening to is tried again; an erased customer is not sent', async () => {
    const gone = await startReceiving();
    await gone.close();
    const id = await add(gone.url);
    await emit('c_erased');
    await emit('c_stays');
    await sender().sendDue();
    assert.deepEqual(
      (await bench.store.receivers.deliveries(id)).map(({ state, error }) => [state, error]),
      Array(2).fill(['pending', 'ECONNREFUSED']),
    );
    await bench.store.erase('c_erased');
    assert.deepEqual(await bench.query('select customer from lojal_events'), [{ customer: 'c_stays' }]);
    assert.equal((await bench.store.receivers.deliveries(id)).length, 1);
  });
});
