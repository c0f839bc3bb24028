/** A server that takes what the Events API of Klaviyo takes, by its public specification, and refuses everything else. */
import type { ServerResponse } from 'node:http';
import { type Received, type ReceivingServer, startReceiving } from './receiving-server.ts';

export const API_KEY = 'pk_0123456789abcdef0123456789abcdef01';

export interface KlaviyoEvent {
  readonly metric: string;
  readonly profile: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface FakeKlaviyo extends ReceivingServer {
  /** The events that were recorded: each id of a profile and a metric once. */
  readonly recorded: KlaviyoEvent[];
  /** What was refused, and why. */
  readonly refused: string[];
  /** Answers the next request in another way. */
  next: ((response: ServerResponse) => void) | undefined;
}

const hasOnly = (value: unknown, ...keys: readonly string[]): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === [...keys].sort().join();

/** @returns the event, or what is wrong with the request */
function read({ path, headers, body }: Received): (KlaviyoEvent & { readonly unique: string }) | string {
  if (path !== '/hook') return `path ${path}`;
  if (headers['content-type'] !== 'application/vnd.api+json') return 'content-type';
  if (headers.accept !== 'application/vnd.api+json') return 'accept';
  if (!/^\d{4}-\d\d-\d\d$/.test(String(headers.revision))) return 'revision';
  const { data } = JSON.parse(body);
  if (!hasOnly(JSON.parse(body), 'data') || !hasOnly(data, 'type', 'attributes') || data.type !== 'event')
    return 'data';
  const { attributes } = data;
  if (!hasOnly(attributes, 'properties', 'time', 'unique_id', 'metric', 'profile')) return 'attributes';
  const { properties, time, unique_id, metric, profile } = attributes as Readonly<Record<string, unknown>>;
  const wrapped = (value: unknown, type: string, key: string) => {
    const inside = Object(value).data;
    if (!hasOnly(value, 'data') || !hasOnly(inside, 'type', 'attributes') || inside.type !== type) return undefined;
    const name = hasOnly(inside.attributes, key) ? inside.attributes[key] : undefined;
    return typeof name === 'string' && name !== '' ? name : undefined;
  };
  const name = wrapped(metric, 'metric', 'name');
  if (!name || name.length >= 128) return 'metric';
  const id = wrapped(profile, 'profile', 'external_id');
  if (!id || id.includes('@')) return 'profile';
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time)) || typeof unique_id !== 'string')
    return 'time or unique_id';
  if (typeof properties !== 'object' || properties === null) return 'properties';
  const values = Object.values(properties);
  const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
  if (values.length > 400 || !values.every((value) => (Array.isArray(value) ? value.every(isPlain) : isPlain(value))))
    return 'properties';
  if (JSON.stringify(properties).length > 100_000) return 'size';
  return { metric: name, profile: id, time, properties: { ...properties }, unique: `${name} ${id} ${unique_id}` };
}

export async function startKlaviyo(): Promise<FakeKlaviyo> {
  const seen = new Set<string>();
  const server = await startReceiving((response, request) => {
    const { next } = fake;
    fake.next = undefined;
    if (next) return next(response);
    if (request.headers.authorization !== `Klaviyo-API-Key ${API_KEY}`) return response.writeHead(401).end();
    const event = read(request);
    if (typeof event === 'string') {
      fake.refused.push(event);
      return response.writeHead(400, { 'content-type': 'application/vnd.api+json' }).end('{"errors":[]}');
    }
    const { unique, ...rest } = event;
    if (!seen.has(unique)) fake.recorded.push(rest);
    seen.add(unique);
    response.writeHead(202).end();
  });
  const fake: FakeKlaviyo = Object.assign(server, { recorded: [], refused: [], next: undefined });
  return fake;
}
