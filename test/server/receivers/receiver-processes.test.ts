/**
 * Two processes on one PostgreSQL send what is due: each delivery once while both run, and everything also where one is killed.
 * `DELIVERIES=10000` is the full run.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { canTestPostgres, type Postgres, run, startPostgres } from '../../helpers/postgres.ts';
import { type EndpointProcess, startProcess } from '../processes.ts';
import { KEY, nps } from '../samples.ts';
import { type ReceivingServer, startReceiving } from './receiving-server.ts';

const SHOP = 'shop-key-of-the-tests-0123456789ab';
const DELIVERIES = Number(process.env.DELIVERIES ?? 1_000);
const ANSWER = 'lojal.answer.received.v1';

if (canTestPostgres()) {
  let server: Postgres;
  const processes: EndpointProcess[] = [];
  const receiving: ReceivingServer[] = [];
  before(async () => {
    server = await startPostgres();
  });
  after(async () => {
    await Promise.all(processes.filter(({ child }) => child.exitCode === null).map((one) => one.stop()));
    await Promise.all(receiving.map((one) => one.close()));
    await server?.stop();
  });
  const start = async () => {
    const started = await startProcess({
      databaseUrl: server.databaseUrl,
      program: { name: 'Club' },
      ownerKey: KEY,
      shopKey: SHOP,
      limits: false,
      receivers: { allowPrivate: true },
    });
    processes.push(started);
    return started;
  };
  const receive = async (...of: Parameters<typeof startReceiving>) => {
    const started = await startReceiving(...of);
    receiving.push(started);
    return started;
  };
  const call = async ({ address }: EndpointProcess, method: string, path: string, key: string, body?: unknown) => {
    const response = await fetch(address.replace(/answers$/, path), {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': path === 'answers' ? 'application/cloudevents+json' : 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text;
  };
  const delivered = async (one: EndpointProcess) =>
    Number(/outcome="delivered"\} (\d+)/.exec(await call(one, 'GET', 'metrics', KEY))?.[1] ?? 0);

  test('two processes share the work, and no delivery is sent twice', async () => {
    const [one, two] = [await start(), await start()];
    const target = await receive();
    await call(one, 'POST', 'owner/webhooks', KEY, { url: target.url, types: [ANSWER] });
    await run(
      server.databaseUrl,
      `select lojal_emit('${ANSWER}', 'c_' || n, jsonb_build_object('answer', jsonb_build_object('id', n)))
         from generate_series(1, ${DELIVERIES}) n`,
    );
    const begin = performance.now();
    for (let tries = 0; target.received.length < DELIVERIES && tries < 20; tries++)
      await Promise.all([call(one, 'POST', 'tick', SHOP), call(two, 'POST', 'tick', SHOP)]);
    const seconds = (performance.now() - begin) / 1000;
    assert.equal(target.received.length, DELIVERIES);
    assert.equal(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size, DELIVERIES);
    const shares = [await delivered(one), await delivered(two)];
    assert.equal((shares[0] ?? 0) + (shares[1] ?? 0), DELIVERIES);
    assert.ok(Math.min(...shares) > DELIVERIES / 20, shares.join());
    console.log(`${DELIVERIES} deliveries in ${seconds.toFixed(1)} s by two processes: ${shares.join(' and ')}`);
    await run(server.databaseUrl, 'delete from lojal_receivers');
    await Promise.all([one.stop(), two.stop()]);
  });

  test('a killed process loses nothing, and no event arrives under two ids', async () => {
    const answers = Array.from({ length: 40 }, () => nps());
    let isKilled = false;
    // The first process never hears of what it has delivered.
    const target = await receive((response) => {
      if (isKilled) response.writeHead(204).end();
    });
    const first = await start();
    await call(first, 'POST', 'owner/webhooks', KEY, { url: target.url, types: [ANSWER] });
    await Promise.all(answers.map((answer) => call(first, 'POST', 'answers', KEY, answer)));
    await target.until(8);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    isKilled = true;
    const second = await start();
    await call(second, 'POST', 'tick', SHOP);
    // What the first process has claimed is not sent by another one until the claim is over.
    assert.equal(target.received.length, answers.length);
    await run(server.databaseUrl, `update lojal_deliveries set due = clock_timestamp() where state = 'pending'`);
    await call(second, 'POST', 'tick', SHOP);
    const ids = new Map<string, Set<unknown>>();
    for (const { headers, body } of target.received) {
      const { id } = (JSON.parse(body) as { data: { answer: { id: string } } }).data.answer;
      ids.set(id, (ids.get(id) ?? new Set()).add(headers['webhook-id']));
    }
    assert.deepEqual([...ids.keys()].sort(), answers.map(({ id }) => id).sort());
    for (const known of ids.values()) assert.equal(known.size, 1);
    assert.equal(target.received.length, answers.length + 8);
    assert.equal(await delivered(second), answers.length);
  });
}
