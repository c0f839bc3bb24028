import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createEndpoint, type RunningServer, serve } from '../../src/server/index.ts';
import { limitStall } from '../../src/server/stalled-response.ts';
import { KEY, mint, nps } from './samples.ts';
import { fakeStore } from './stores.ts';

const KIB = 1024;
const store = fakeStore();
const handler = createEndpoint({ store });
let served: RunningServer;

before(async () => {
  served = await serve({ fetch: handler });
});
after(() => served?.close());

test('over a socket, an endless body gets 413', async () => {
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

test('over HTTP: an answer is stored, rejected, and posted from a page of the server', async () => {
  const address = `${served.url}/apps/lojal/answers`;
  const send = (event: object, origin: string) =>
    fetch(address, { method: 'POST', body: JSON.stringify(event), headers: { 'content-type': 'text/plain', origin } });
  const before = store.events.length;
  const good = await send(nps({}, { id: mint() }), served.url);
  assert.equal(good.status, 201);
  assert.equal(good.headers.get('access-control-allow-origin'), served.url);
  assert.equal((await send(nps({ comment: 'x'.repeat(17 * KIB) }), served.url)).status, 413);
  assert.equal((await send(nps(), 'https://evil.example')).status, 403);
  assert.equal((await send(nps({ score: 11 }), served.url)).status, 202);
  assert.equal((await send(nps({}, { id: 'short' }), served.url)).status, 422);
  assert.equal((await fetch(address)).status, 401);
  assert.equal((await fetch(address, { method: 'HEAD' })).status, 401);
  assert.equal(store.events.length, before + 1);
});

test('pages of the served address may post; a name that only the Host header gives may not', async () => {
  const { port } = new URL(served.url);
  const post = (host: string, origin: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { host, origin, 'content-type': 'text/plain' };
      const sent = request({ port, method: 'POST', path: '/apps/lojal/answers', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', reject);
      sent.end(JSON.stringify(nps()));
    });
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
    assert.equal(await post(host, `http://${host}`), 201, host);
  }
  // DNS rebinding: evil.example resolves to 127.0.0.1.
  for (const [host, origin] of [
    [`evil.example:${port}`, `http://evil.example:${port}`],
    ['evil.example', 'http://evil.example'],
    [`127.0.0.1:${port}`, 'http://127.0.0.1:1'],
    [`127.0.0.1:${port}`, `https://127.0.0.1:${port}`],
  ] as const) {
    assert.equal(await post(host, origin), 403, origin);
  }
});

test('a free port is used if the port is taken', async () => {
  const second = await serve({ fetch: handler, port: served.port });
  assert.notEqual(second.port, served.port);
  assert.equal((await fetch(second.url)).status, 404);
  await second.close();
  await assert.rejects(fetch(second.url));
  const again = await serve({ fetch: handler, port: second.port });
  assert.equal(again.port, second.port);
  await again.close();
});

test('an address that this machine does not have is an error', async () => {
  await assert.rejects(serve({ fetch: handler, host: '192.0.2.1' }), { code: 'EADDRNOTAVAIL' });
});

test('an export waits for a slow reader', async () => {
  let pages = 0;
  const answer = { cursor: '1', received: '', verified: false, event: nps({ comment: 'x'.repeat(1000) }) as never };
  const page = async () => {
    pages++;
    return Array<typeof answer>(500).fill(answer);
  };
  const log = () => {};
  const endless = createEndpoint({ store: { ...store, committedCursor: async () => '9', page }, ownerKey: KEY, log });
  const slow = await serve({ fetch: endless });
  const { hostname, port } = new URL(slow.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET /apps/lojal/answers HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer ${KEY}\r\n\r\n`);
  await once(socket, 'readable');
  // A page is half a megabyte and the system buffers a few. Without backpressure, each turn would read a page.
  for (let turn = 0; turn < 300; turn++) await (await fetch(`${slow.url}/apps/lojal/health`)).arrayBuffer();
  const read = pages;
  socket.destroy();
  await slow.close();
  assert.ok(read > 0 && read < 50, `${read} pages were read`);
});

test('a reader that takes nothing loses the connection; a slow one, and a silent response, keep it', async () => {
  const open = new Set<ServerResponse>();
  const server = createServer((incoming, response) => {
    limitStall(response, 300);
    open.add(response.once('close', () => open.delete(response)));
    if (incoming.url === '/silent') return;
    response.write(Buffer.alloc(64 * 1024 * KIB));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a.example\r\n\r\n`);
    const state = { closed: false, socket };
    socket.on('close', () => {
      state.closed = true;
    });
    return state;
  };
  const [stalled, slow, silent] = [ask('/'), ask('/'), ask('/silent')];
  stalled.socket.pause();
  slow.socket.pause();
  const reading = setInterval(() => slow.socket.read(256 * KIB), 20);
  while (open.size < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  while (open.size === 3) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.deepEqual([slow.closed, silent.closed, open.size], [false, false, 2]);
  clearInterval(reading);
  for (const { socket } of [stalled, slow, silent]) socket.destroy();
  server.closeAllConnections();
  server.close();
});

test('closing waits for open requests, and their responses close the connection', async () => {
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
  // A second server responds meanwhile. The closing server waits for its own request.
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
