/**
 * What the events that Lojal posts have in common: the CloudEvents 1.0 envelope, and the kinds of text inside it.
 * The endpoint validates with these very objects, and the build publishes them as `dist/schema/*.json`.
 * The envelope: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
import { SUPPLIED } from '../config/answer-limits.ts';
import { CUSTOMER_LETTERS } from '../config/config-limits.ts';
import type { QuestionKind } from '../registry.ts';

/** A JSON Schema, draft 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * Text of at most `longest` characters (code points). NUL and halves of surrogate pairs are refused: neither is
 * a character (RFC 7493, 2.1), and PostgreSQL stores neither.
 */
export function text(longest: number, description: string, shortest = 0): Schema {
  const least = shortest > 0 ? { minLength: shortest } : {};
  return { type: 'string', ...least, maxLength: longest, pattern: '^[^\\u0000\\uD800-\\uDFFF]*$', description };
}

/** A moment in RFC 3339, narrowed to what PostgreSQL's `timestamptz` takes as well: no leap second, no year 0. */
export function moment(description: string): Schema {
  return {
    type: 'string',
    format: 'date-time',
    maxLength: 35,
    pattern: '^(19[7-9]|2\\d\\d)\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:[0-5]\\d(\\.\\d{1,9})?(Z|[+-](0\\d|1[0-4]):[0-5]\\d)$',
    description: `${description} As in 2026-11-21T20:11:05.123Z; the year from 1970 to 2999.`,
  };
}

/** The language the question was shown in. */
export const lang: Schema = {
  type: 'string',
  maxLength: 35,
  pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$',
  description: 'The language that the question was shown in, a BCP 47 tag: sv, pt-BR.',
};

/** Counts the edits of one answer. */
export const revision: Schema = {
  type: 'integer',
  minimum: 1,
  maximum: 1_000_000,
  description: 'From 1, one more for each edit of the same answer. The highest one counts.',
};

/** The product that an answer is about. */
export const product: Schema = {
  type: 'object',
  description: 'The product that the answer is about.',
  additionalProperties: false,
  required: ['id'],
  properties: {
    id: text(SUPPLIED.product.id, "The shop's own id of the product, at least 1 character.", 1),
    name: text(SUPPLIED.product.name, 'Its name as the customer saw it.'),
    url: {
      type: 'string',
      format: 'uri',
      maxLength: SUPPLIED.product.url,
      pattern: '^(https://|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?(/|$))',
      description: 'Its page: an https address, or http on localhost.',
    },
  },
};

/**
 * The schema of one event type: the whole envelope around its data. The schema is closed: it refuses a field that it does not
 * name.
 *
 * @param kind the kind of question; gives the event's type and, in `$id`, `urn:lojal:schema:<kind>-answered:v1`
 */
export function eventSchema<K extends QuestionKind>(kind: K, title: string, data: Schema) {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:lojal:schema:${kind}-answered:v1`,
    title,
    description: 'A CloudEvent 1.0 in structured JSON, posted as application/cloudevents+json, at most 16 KiB.',
    type: 'object',
    additionalProperties: false,
    required: ['specversion', 'id', 'source', 'type', 'time', 'datacontenttype', 'data'],
    properties: {
      specversion: { const: '1.0', description: 'The version of CloudEvents.' },
      id: {
        type: 'string',
        pattern: '^[A-Za-z0-9_-]{16,64}$',
        description:
          '16 to 64 letters, digits, - and _. Lojal mints 128 random bits as 32 hexadecimal digits when the person starts to answer; every try and every edit of that answer carries the same id.',
      },
      source: {
        type: 'string',
        format: 'uri',
        maxLength: 255,
        pattern: '^https?://[^/?#@\\s]+$',
        description: 'The origin of the page, without a path: https://shop.example.',
      },
      type: { const: `lojal.${kind}.answered.v1`, description: 'What happened, and the version of this schema.' },
      time: moment('When the person answered.'),
      subject: {
        type: 'string',
        maxLength: CUSTOMER_LETTERS,
        pattern: '^(?!\\.\\.?$)[^@\\u0000-\\u001F\\u007F-\\u009F\\uD800-\\uDFFF]+$',
        description:
          "The shop's own opaque id of the customer, when there is one: at least 1 character, no @, because it is never an e-mail address, and not . or .., which no address of a page can contain.",
      },
      datacontenttype: { const: 'application/json', description: 'The form of `data`.' },
      data,
    },
  } as const;
}
