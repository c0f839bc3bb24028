import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEndpoint, type Store } from '../../src/server/index.ts';
import { createRequestMetrics } from '../../src/server/middleware/request-metrics.ts';
import { KEY, mint, nps } from './samples.ts';
import { ADDRESS, fakeStore, post } from './stores.ts';

const METRICS = ADDRESS.replace('answers', 'metrics');

test('metrics count requests and answers, and say whether the database is up', async () => {
  let up = true;
  const store: Store = {
    ...fakeStore(),
    ping: async () => {
      if (!up) throw new Error('down');
    },
  };
  const handler = createEndpoint({ store, ownerKey: KEY, log: () => {} });
  const scrape = async () => {
    const response = await handler(new Request(METRICS, { headers: { authorization: `Bearer ${KEY}` } }));
    assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    return (await response.text()).split('\n');
  };
  for (let i = 0; i < 3; i++) await post(handler, nps());
  await post(handler, nps({ score: 12 }));
  await post(handler, '{');
  await handler(new Request(`https://api.example/ana@shop.example/${mint()}`));
  await handler(new Request(ADDRESS, { method: 'BREW' }));
  const lines = await scrape();
  for (const line of [
    '# TYPE lojal_requests_total counter',
    'lojal_requests_total{method="POST",route="/apps/lojal/answers",status="201"} 3',
    'lojal_requests_total{method="POST",route="/apps/lojal/answers",status="202"} 1',
    'lojal_requests_total{method="POST",route="/apps/lojal/answers",status="400"} 1',
    'lojal_requests_total{method="GET",route="/*",status="404"} 1',
    'lojal_requests_total{method="other",route="/apps/lojal/answers",status="405"} 1',
    'lojal_answers_total{outcome="stored"} 3',
    'lojal_answers_total{outcome="quarantined"} 1',
    'lojal_request_duration_seconds_count{method="POST",route="/apps/lojal/answers"} 5',
    'lojal_request_duration_seconds_bucket{method="POST",route="/apps/lojal/answers",le="+Inf"} 5',
    'lojal_database_up 1',
  ]) {
    assert.ok(lines.includes(line), `${line} is missing in\n${lines.join('\n')}`);
  }
  assert.doesNotMatch(lines.join(''), /ana@|c_1042/);
  up = false;
  assert.ok((await scrape()).includes('lojal_database_up 0'));
  assert.equal((await handler(new Request(METRICS))).status, 401);
  assert.equal((await handler(new Request(METRICS, { method: 'POST' }))).status, 405);
});

test('durations are counted in every bucket that they fit', () => {
  const metrics = createRequestMetrics();
  for (const seconds of [0.005, 0.02, 3, 11]) metrics.request({ method: 'GET', route: '/', status: 200, seconds });
  const counts = [...metrics.expose(true).matchAll(/_bucket\{method="GET",route="\/",le="([^"]+)"\} (\d+)/g)];
  assert.deepEqual(
    counts.map(([, le, n]) => `${le}:${n}`),
    ['0.005:1', '0.01:1', '0.025:2', '0.05:2', '0.1:2', '0.25:2', '0.5:2', '1:2', '2.5:2', '5:3', '10:3', '+Inf:4'],
  );
  assert.match(metrics.expose(true), /duration_seconds_sum\{method="GET",route="\/"\} 14\.025\n/);
});

test('every line is a comment or a sample of the text format', async () => {
  const metrics = createRequestMetrics();
  metrics.request({ method: 'GET', route: '/a', status: 200, seconds: 0.1 });
  metrics.answer('stored');
  const lines = metrics.expose(true).split('\n');
  assert.equal(lines.pop(), '');
  for (const line of lines) {
    assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"\\\n]*",?)+\})? [0-9.e+-]+)$/);
  }
});
