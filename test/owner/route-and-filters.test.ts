import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FILTERS, selectionOf, withFilter } from '../../src/owner/answers/filter-query.ts';
import { readRoute, routeHash } from '../../src/owner/app/hash-route.ts';
import { periodOf } from '../../src/owner/shared/period.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e6));

test(`a place survives its address (SEED=${seed})`, () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const query = fc.dictionary(
    text.filter((name) => name !== '__proto__'),
    text,
  );
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), query, (view, rest, values) => {
      const read = readRoute(routeHash(view, values, ...rest));
      assert.equal(read.view, view);
      assert.deepEqual(read.rest, rest);
      assert.deepEqual(Object.fromEntries(read.query), { ...values });
    }),
    { seed, numRuns: 300 },
  );
});

test('an address that somebody wrote by hand does not throw', () => {
  assert.deepEqual(readRoute(''), { view: '', rest: [], query: new URLSearchParams() });
  assert.equal(readRoute('#/answers').view, 'answers');
  assert.equal(readRoute('#answers/%E0%A4%A').rest[0], '%E0%A4%A');
  assert.equal(readRoute('#/answers?q=a?b').query.get('q'), 'a?b');
  assert.deepEqual(readRoute('#/customers//c_1/').rest, ['c_1']);
});

test('an empty filter is not in the address', () => {
  assert.equal(routeHash('answers', { kind: 'nps', q: '', state: undefined }), '#/answers?kind=nps');
  assert.equal(routeHash('answers', { kind: 'nps,review' }), '#/answers?kind=nps,review');
});

test('a period ends with the day of the shop, whatever time zone the browser has', () => {
  const route = readRoute('#/scores?days=30');
  const night = new Date('2026-11-27T23:30:00Z');
  assert.deepEqual(periodOf(route, 'Europe/Stockholm', night), { days: 30, from: '2026-10-30', until: '2026-11-29' });
  assert.equal(periodOf(route, 'America/New_York', night).until, '2026-11-28');
  // A zone that this browser does not know.
  assert.match(periodOf(route, 'Moon/Base', night).until, /^2026-11-2[89]$/);
});

test('the selection has the parameters that the server knows, and no others', () => {
  const query = new URLSearchParams('kind=nps&answer=a1&evil=1&q=+x+&lang=');
  assert.equal(selectionOf(query).toString(), 'kind=nps&q=x'.split('&').reverse().join('&'));
  assert.ok(!(FILTERS as readonly string[]).includes('answer'));
});

test('scores belong to a kind, and states to reviews', () => {
  const query = new URLSearchParams('kind=review&score=1-2&state=pending&handled=false');
  assert.equal(withFilter(query, 'kind', 'nps').toString(), 'kind=nps&handled=false');
  assert.equal(withFilter(query, 'kind', '').toString(), 'state=pending&handled=false');
  assert.equal(withFilter(query, 'handled', ' ').toString(), 'kind=review&score=1-2&state=pending');
});
