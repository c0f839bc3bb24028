/** The outbox on a real IndexedDB, localStorage and page; only the net is ours. */
import { expect } from '@open-wc/testing';
import { browserEnvironment, type Environment } from '../../src/outbox/environment.ts';
import type { News, OutboundAnswer, OutboxOptions } from '../../src/outbox/outbound-answer.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { pending } from '../../src/outbox/pending.ts';

const outboundAnswer = (id: string, revision = 1, text = ''): OutboundAnswer => ({
  id,
  revision,
  endpoint: 'https://shop.example/answers',
  type: 'application/cloudevents+json',
  body: JSON.stringify({ id, data: { revision, text } }),
});
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(is: () => boolean | Promise<boolean>) {
  for (let i = 0; i < 1500; i++) {
    if (await is()) return;
    await sleep(10);
  }
  throw new Error('it never came');
}

/** What the database holds, through a connection of our own. */
const records = () =>
  new Promise<{ kind: string; key: string }[]>((resolve, reject) => {
    const request = indexedDB.open('lojal', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('records', { keyPath: 'key' });
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const all = db.transaction('records').objectStore('records').getAll();
      all.onsuccess = () => {
        db.close();
        resolve(all.result);
      };
    };
  });
const kinds = async () => (await records()).filter((it) => it.kind !== 'pause').map((it) => it.kind);

describe('outbox in a browser', () => {
  const outboxes: ReturnType<typeof createOutbox>[] = [];
  const errors: unknown[] = [];
  let posts: { url: string; init: RequestInit }[] = [];
  let status = 201;

  function open(env: Partial<Environment> = {}, options: Partial<OutboxOptions> = {}) {
    const news: News[] = [];
    const outbox = createOutbox({
      storage: 'local',
      news: (it) => news.push(it),
      env: {
        ...browserEnvironment,
        // The longest wait: no try of its own comes between those that a test asks for.
        random: () => 0.99,
        fetch: async (url, init) => {
          posts.push({ url, init });
          if (!status) throw new TypeError('Failed to fetch');
          return new Response(null, { status });
        },
        ...env,
      },
      ...options,
    });
    outboxes.push(outbox);
    return { outbox, news };
  }
  const note = (event: Event) => errors.push(event);

  before(() => {
    addEventListener('error', note);
    addEventListener('unhandledrejection', note);
  });
  after(() => {
    removeEventListener('error', note);
    removeEventListener('unhandledrejection', note);
  });
  beforeEach(() => {
    posts = [];
    status = 201;
  });
  afterEach(async () => {
    for (const it of outboxes.splice(0)) it.close();
    const last = open().outbox;
    await last.forget();
    outboxes.length = 0;
    expect(errors, 'errors on the host page').to.deep.equal([]);
  });

  it('saves in both places, sends, removes, and leaves a tombstone', async () => {
    status = 0;
    const { outbox, news } = open();
    const kept = outbox.save(outboundAnswer('a'));
    expect(pending()).to.equal(true);
    expect(await kept).to.equal('durable');
    expect(await kinds()).to.deep.equal(['answer']);
    await until(() => news.length > 0);
    expect(news[0]).to.include({ id: 'a', outcome: 'queued', kept: 'durable' });
    status = 201;
    outbox.retry('a');
    // What was under way when the person asked may say once more that it is queued.
    await until(() => news.some((it) => it.outcome === 'sent'));
    expect(news.at(-1)).to.include({ id: 'a', outcome: 'sent', status: 201 });
    expect(await kinds()).to.deep.equal(['tombstone']);
    await until(() => !pending());
    expect(localStorage.length).to.equal(0);
  });

  it('delivers on the next page what this one could not', async () => {
    status = 503;
    const first = open();
    await first.outbox.save(outboundAnswer('a', 1, 'åäö "quoted" \u2028'));
    await until(() => first.news.length > 0);
    first.outbox.close();
    posts = [];
    status = 201;
    const next = open();
    next.outbox.retry();
    await until(() => next.news.some((it) => it.outcome === 'sent'));
    expect(posts.map((it) => it.init.body)).to.deep.equal([outboundAnswer('a', 1, 'åäö "quoted" \u2028').body]);
  });

  for (const denied of ['localStorage', 'IndexedDB', 'both'] as const) {
    it(`goes on where ${denied} is denied`, async () => {
      const refuse = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      const { outbox, news } = open({
        ...(denied !== 'IndexedDB' && { storage: refuse }),
        ...(denied !== 'localStorage' && { openDatabase: refuse }),
      });
      expect(await outbox.save(outboundAnswer('a'))).to.equal(denied === 'both' ? 'memory' : 'durable');
      await until(() => news.length > 0);
      expect(news[0]).to.include({ id: 'a', outcome: 'sent' });
    });
  }

  it('says the truth where nothing could be kept, and sends it later all the same', async () => {
    status = 0;
    const { outbox, news } = open({}, { storage: 'none' });
    expect(await outbox.save(outboundAnswer('a'))).to.equal('memory');
    await until(() => news.length > 0);
    expect(news[0]).to.include({ outcome: 'failed', kept: 'memory' });
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    status = 201;
    await until(() => news.some((it) => it.outcome === 'sent'));
  });

  it('opens a severed connection again', async () => {
    const bases: { close(): void }[] = [];
    const { outbox, news } = open({
      async openDatabase() {
        const database = await browserEnvironment.openDatabase();
        bases.push(database);
        return database;
      },
    });
    await outbox.save(outboundAnswer('a'));
    await until(() => news.length === 1);
    bases[0]?.close();
    localStorage.setItem('x', '1');
    expect(await outbox.save(outboundAnswer('b'), { hold: true })).to.equal('durable');
    expect((await records()).map((it) => it.key)).to.include('answer:b');
    localStorage.removeItem('x');
  });

  it('tells the page nothing when the browser aborts a transaction whose requests are pending', async () => {
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...args) {
      const started = transaction.apply(this, args);
      queueMicrotask(() => started.abort());
      return started;
    };
    try {
      const { outbox } = open();
      await outbox.save(outboundAnswer('a'));
      await until(() => posts.length > 0);
      await sleep(100);
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
  });

  it('eight outboxes at once: every answer once, everybody told', async () => {
    const all = Array.from({ length: 8 }, () => open());
    await Promise.all(
      all.flatMap(({ outbox }, t) => Array.from({ length: 10 }, (_, i) => outbox.save(outboundAnswer(`${t}-${i}`)))),
    );
    await until(() =>
      all.every(
        ({ news }, t) =>
          new Set(news.filter((it) => it.id.startsWith(`${t}-`) && it.outcome === 'sent').map((it) => it.id)).size ===
          10,
      ),
    );
    expect(new Set(posts.map((it) => it.init.body)).size).to.equal(80);
    expect(posts.length).to.be.at.most(96);
  }).timeout(20_000);

  it('leaves with the page in the task of pagehide, and remembers that it did', async () => {
    const { outbox } = open();
    await outbox.save(outboundAnswer('a'), { hold: true });
    expect(posts.length).to.equal(0);
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(posts.length).to.equal(1);
    expect(posts[0]?.init.keepalive).to.equal(true);
    expect(outbox.revise('a')).to.equal(2);
    await until(async () => (await kinds())[0] === 'tombstone');
  });

  it('does not send what was taken back while it was still being saved', async () => {
    const { outbox } = open();
    const kept = outbox.save(outboundAnswer('a'), { hold: true });
    await outbox.discard('a');
    await kept;
    dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(posts.length).to.equal(0);
    expect(await kinds()).to.deep.equal(['tombstone']);
  });

  it('is not harmed by a host that patched JSON by Array and String', async () => {
    const hosts = [Array.prototype, String.prototype] as { toJSON?: unknown }[];
    for (const host of hosts) {
      Object.defineProperty(host, 'toJSON', { configurable: true, value: () => 'prototype.js' });
    }
    try {
      const body = outboundAnswer('a').body;
      const { outbox, news } = open();
      const made = { ...outboundAnswer('a'), body };
      expect(await outbox.save(made)).to.equal('durable');
      await until(() => news.length > 0);
      expect(posts[0]?.init.body).to.equal(body);
    } finally {
      for (const host of hosts) delete host.toJSON;
    }
  });

  it('is not harmed by a host that patched fetch, Promise, Date and Array methods after load', async () => {
    const real = { Promise: globalThis.Promise, now: Date.now };
    const broken = () => {
      throw new Error('patched');
    };
    try {
      Object.assign(globalThis, { Promise: broken });
      Date.now = broken;
      const { outbox, news } = open();
      await outbox.save(outboundAnswer('a'));
      globalThis.Promise = real.Promise;
      await until(() => news.length > 0);
      expect(news[0]?.outcome).to.equal('sent');
    } finally {
      globalThis.Promise = real.Promise;
      Date.now = real.now;
    }
  });

  it('forgets everything of ours and nothing of others', async () => {
    status = 0;
    localStorage.setItem('theirs', '1');
    const { outbox, news } = open();
    await outbox.save(outboundAnswer('a'));
    await until(() => news.length > 0);
    localStorage.setItem('lojal:history', '{}');
    await outbox.forget();
    expect(Object.keys(localStorage)).to.deep.equal(['theirs']);
    localStorage.removeItem('theirs');
    expect(await records()).to.deep.equal([]);
  });

  it('really posts, with the Origin and without the path of the page', async () => {
    const { outbox, news } = open({ fetch: browserEnvironment.fetch });
    // The test server has no such route: a real 404 pauses the endpoint and keeps the answer.
    await outbox.save({ ...outboundAnswer('a'), endpoint: new URL('/no-such-endpoint', location.href).href });
    await until(() => news.length > 0);
    expect(news[0]).to.include({ outcome: 'queued', kept: 'durable', status: 404 });
  });
});
