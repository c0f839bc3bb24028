import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createEndpoint, type Served, serve } from '../../src/endpoint/index.ts';
import { mint, nps } from './samples.ts';
import { fakeStore } from './stores.ts';

const KIB = 1024;
const store = fakeStore();
const handler = createEndpoint({ store });
let served: Served;

before(async () => {
  served = await serve({ fetch: handler });
});
after(() => served.close());

test('over a socket, a body that never ends gets 413', async () => {
  const { hostname, port } = new URL(served.url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (data) => {
    answer += data;
  });
  socket.on('error', () => undefined);
  socket.write('POST /apps/lojal/answers HTTP/1.1\r\nHost: a.example\r\nContent-Type: text/plain\r\n');
  socket.write('Transfer-Encoding: chunked\r\n\r\n');
  const chunk = `400\r\n${' '.repeat(KIB)}\r\n`;
  for (let sent = 0; sent < 500 && answer === ''; sent++) {
    socket.write(chunk);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  socket.destroy();
  assert.match(answer, /^HTTP\/1\.1 413 /);
});

test('over HTTP: stored, refused, and asked for from its own page', async () => {
  const address = `${served.url}/apps/lojal/answers`;
  const send = (event: object, origin: string) =>
    fetch(address, { method: 'POST', body: JSON.stringify(event), headers: { 'content-type': 'text/plain', origin } });
  const before = store.events.length;
  const good = await send(nps({}, { id: mint() }), served.url);
  assert.equal(good.status, 201);
  assert.equal(good.headers.get('access-control-allow-origin'), served.url);
  assert.equal((await send(nps({ comment: 'x'.repeat(17 * KIB) }), served.url)).status, 413);
  assert.equal((await send(nps(), 'https://evil.example')).status, 403);
  assert.equal((await send(nps({ score: 11 }), served.url)).status, 422);
  assert.equal((await fetch(address)).status, 401);
  assert.equal((await fetch(address, { method: 'HEAD' })).status, 401);
  assert.equal(store.events.length, before + 1);
});

test('a port that is taken gives way to a free one', async () => {
  const second = await serve({ fetch: handler, port: served.port });
  assert.notEqual(second.port, served.port);
  assert.equal((await fetch(second.url)).status, 404);
  await second.close();
  await assert.rejects(fetch(second.url));
  const again = await serve({ fetch: handler, port: second.port });
  assert.equal(again.port, second.port);
  await again.close();
});

test('an address that this machine has not is an error', async () => {
  await assert.rejects(serve({ fetch: handler, host: '192.0.2.1' }), { code: 'EADDRNOTAVAIL' });
});

test('an export waits for a reader who does not read', async () => {
  let pages = 0;
  const answer = { cursor: '1', received: '', verified: false, event: nps({ comment: 'x'.repeat(1000) }) as never };
  const page = async () => {
    pages++;
    return Array<typeof answer>(500).fill(answer);
  };
  const log = () => {};
  const endless = createEndpoint({ store: { ...store, bound: async () => '9', page }, ownerKey: 'key', log });
  const slow = await serve({ fetch: endless });
  const { hostname, port } = new URL(slow.url);
  const socket = connect(Number(port), hostname);
  socket.write('GET /apps/lojal/answers HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer key\r\n\r\n');
  await once(socket, 'readable');
  // Of half a megabyte a page the system's buffers hold some; without waiting there would be a page at each turn.
  for (let turn = 0; turn < 300; turn++) await (await fetch(`${slow.url}/apps/lojal/health`)).arrayBuffer();
  const read = pages;
  socket.destroy();
  await slow.close();
  assert.ok(read > 0 && read < 50, `${read} pages were read`);
});

test('closing waits for what is under way, whose answers say that the connection ends', async () => {
  const [started, finish] = [resolvers(), resolvers()];
  const ending = await serve({
    fetch: async () => {
      started.resolve(undefined);
      await finish.promise;
      return new Response('done');
    },
  });
  const answer = fetch(ending.url);
  await started.promise;
  let over = false;
  const closed = ending.close().then(() => {
    over = true;
  });
  // Another server answers meanwhile; the closing one waits for its own request.
  await (await fetch(`${served.url}/apps/lojal/health`)).arrayBuffer();
  assert.equal(over, false);
  finish.resolve(undefined);
  assert.equal((await answer).headers.get('connection'), 'close');
  assert.equal(await (await answer).text(), 'done');
  await closed;
});

function resolvers() {
  let resolve: (value: unknown) => void = () => {};
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
