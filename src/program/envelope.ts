import type { Answer } from '../elements/events.ts';

// Taken at load, before a host's later patches.
const { stringify } = JSON;

/** What is known of an answer beside what the person said. */
export interface Sender {
  /** The page's origin. */
  readonly source: string;
  /** The shop's opaque id of the customer. */
  readonly subject: string | undefined;
  /** When the person answered, RFC 3339. */
  readonly time: string;
  readonly revision: number;
}

/** The CloudEvent (1.0, structured JSON) of an answer, as the text that is posted. */
export function envelope({ id, kind, data }: Answer, { source, subject, time, revision }: Sender): string {
  return json({
    specversion: '1.0',
    id,
    source,
    type: `lojal.${kind}.answered.v1`,
    time,
    subject,
    datacontenttype: 'application/json',
    data: { ...data, revision },
  });
}

/**
 * JSON text of plain values. Written out, because on pages with Prototype.js `JSON.stringify` asks
 * `Array.prototype.toJSON` and makes a string of every list.
 */
export function json(value: unknown): string {
  if (Array.isArray(value)) {
    const items: string[] = [];
    for (const item of value) items.push(json(item));
    return `[${items.join(',')}]`;
  }
  // Halves of surrogate pairs and NUL cannot be stored as text; a phone's keyboard or a paste may bring them.
  if (typeof value === 'string') return stringify(value.replace(/\p{Cs}|\0/gu, ''));
  if (typeof value !== 'object' || value === null) return stringify(value);
  const fields: string[] = [];
  for (const [key, field] of Object.entries(value))
    if (field !== undefined) fields.push(`${stringify(key)}:${json(field)}`);
  return `{${fields.join(',')}}`;
}
