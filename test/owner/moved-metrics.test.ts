import assert from 'node:assert/strict';
import { test } from 'node:test';
import { owner } from '../../src/locales/en.owner.ts';
import type { Metric } from '../../src/owner/api/owner-data.ts';
import { Translator } from '../../src/owner/shared/translator.ts';
import { changeTone, hasForm, metricText } from '../../src/owner/today/metric-form.ts';
import { movedMost } from '../../src/owner/today/moved-metrics.ts';

const words = new Translator('en', owner);

const metric = (change: number, half: number | null, real = half !== null && Math.abs(change) > half): Metric => ({
  value: 10,
  low: null,
  high: null,
  n: 50,
  previous: 10 - change,
  change: {
    value: change,
    low: half === null ? null : change - half,
    high: half === null ? null : change + half,
    real,
  },
});

test('a change for the worse does not look like one for the better', () => {
  const tone = (key: string, value: number, real = true) => changeTone(key, { value, low: null, high: null, real });
  assert.deepEqual([tone('nps', 5), tone('nps', -5), tone('nps', -5, false)], ['good', 'warn', '']);
  assert.deepEqual([tone('churn', 0.1), tone('churn', -0.1), tone('lapsing', 3)], ['warn', 'good', 'warn']);
});

test('real changes come first, then the largest beside their own interval', () => {
  const metrics = {
    nps: metric(3, 2),
    csat: metric(-40, 10),
    revenue: metric(90_000, 100_000),
    churn: metric(0.01, 0.1),
    orders: { ...metric(0, 1), value: null },
    mau: { ...metric(1, 1), change: null },
  };
  const keys = movedMost(metrics, 3, () => true).map(({ key }) => key);
  assert.deepEqual(keys, ['csat', 'nps', 'revenue']);
});

test('a change without an interval, or of nothing, does not push out another', () => {
  const metrics = { nps: metric(3, 2), orders: metric(500, null), csat: metric(0, 1), dau: metric(9, 0, true) };
  assert.deepEqual(
    movedMost(metrics, 3, () => true).map(({ key }) => key),
    ['nps'],
  );
  assert.deepEqual(
    movedMost(metrics, 3, (key) => key !== 'nps').map(({ key }) => key),
    [],
  );
});

test('each metric that has a name has a unit, and the other way round', () => {
  for (const key of Object.keys(owner.metrics)) assert.ok(hasForm(key), key);
  assert.equal(hasForm('constructor'), false);
  assert.equal(hasForm('metric-of-tomorrow'), false);
});

test('values and changes are written in the unit of the metric', () => {
  const text = (key: string, value: number, signed = false) => metricText(words, key, value, 'EUR', signed);
  assert.equal(text('nps', 41.5), '41.5');
  assert.equal(text('nps', -12, true), '−12');
  assert.equal(text('csat', 84.2), '84%');
  assert.equal(text('csat', 1.5, true), '+1.5 pp');
  assert.equal(text('retention', 0.4), '40%');
  assert.equal(text('churn', -0.012, true), '−1.2 pp');
  assert.equal(text('revenue', 1_284_050), '€12,841');
  assert.equal(text('revenue', 5_000, true), '+€50');
  assert.equal(text('gapMedian', 31), '31 days');
  assert.equal(text('upsellRatio', 0.333), '0.33');
});
