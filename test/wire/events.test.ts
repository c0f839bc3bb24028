import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { CloudEvent, HTTP } from 'cloudevents';
import { events } from '../../src/schema/events.ts';
import { asked, ces, choice, csat, exit, nps, review } from '../server/samples.ts';

/** The published schemas as JSON, compiled by Ajv in its strictest mode. */
const ajv = new Ajv2020({ strict: true, validateSchema: true });
formats.default(ajv);
const valid = Object.fromEntries(
  Object.values(events).map((schema) => [
    schema.properties.type.const,
    ajv.compile(JSON.parse(JSON.stringify(schema))),
  ]),
);

const samples = [
  nps(),
  nps({ score: 0, comment: undefined, contact: true, product: 'Blue Lines' }, { subject: undefined }),
  nps({ product: { id: 'lp-7', name: 'Blue Lines', url: 'http://localhost:4173/lp-7' } }),
  nps({ lang: 'zh-Hant-TW', revision: 12 }, { time: '2026-11-21T22:11:05+02:00', source: 'http://localhost:4173' }),
  nps({}, { id: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' }),
  review(),
  review({ title: undefined, body: '', author: undefined, product: undefined, incentive: undefined, order: undefined }),
  review({ body: '🎵'.repeat(5000), purpose: 'testimonial', author: { display: 'anonymous' } }),
  nps({ asked }),
  review({ asked }),
  csat(),
  csat({ score: 1, comment: undefined, asked: undefined, product: { id: 'lp-7', name: 'Blue Lines' } }),
  ces(),
  ces({ score: 7, comment: '', product: 'Blue Lines' }, { subject: undefined }),
  choice(),
  choice({ choices: ['other'], texts: ['Something else'], other: undefined, asked: undefined, product: 'Blue Lines' }),
  exit(),
  exit({ choices: ['other'], texts: ['Something else'], other: 'Moving house', comment: undefined }),
].map((sample) => JSON.stringify(sample));

for (const json of samples) {
  const name = json.length > 240 ? `${json.slice(0, 240)}…` : json;
  test(`the cloudevents package and only its own schema accept ${name}`, () => {
    const parsed = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: json });
    assert.ok(!Array.isArray(parsed));
    // `toEvent` does not validate; `validate()` of the event does.
    const event = parsed as CloudEvent<unknown>;
    assert.ok(event.validate());
    assert.ok(new CloudEvent(JSON.parse(json), true).validate());
    const posted = JSON.parse(json) as { type: string; data: unknown };
    assert.deepEqual(event.data, posted.data);
    assert.equal(event.type, posted.type);
    assert.ok(posted.type in valid, posted.type);
    for (const [type, validate] of Object.entries(valid)) {
      assert.equal(validate(posted), type === posted.type, JSON.stringify(validate.errors));
    }
  });
}

test('every field of the schemas has a description', () => {
  const bare: string[] = [];
  const walk = (schema: Record<string, unknown>, path: string) => {
    if (typeof schema.description !== 'string' || schema.description.length < 10) bare.push(path);
    for (const [name, value] of Object.entries((schema.properties ?? {}) as Record<string, Record<string, unknown>>)) {
      walk(value, `${path}.${name}`);
    }
    if (schema.type === 'array') walk(schema.items as Record<string, unknown>, `${path}[]`);
    if (schema.type === 'object') assert.equal(schema.additionalProperties, false, path);
  };
  for (const [name, schema] of Object.entries(events)) walk(schema, name);
  assert.deepEqual(bare, []);
});
