/** JSON Schema 2020-12 of a declaration. For the build and the server: no browser loads this file. */
import { DURATION } from '../loyalty/duration.ts';
import { MAP_KEYS, TEXT_LETTERS } from './config-limits.ts';
import { LANGUAGE, PLURALS, STRINGS_KEY } from './text-readers.ts';
import type { Doc, Docs, ObjectType, ValueType } from './vocabulary.ts';

type Schema = Readonly<Record<string, unknown>>;
/** The descriptions of any declaration: which keys they have is checked where they are written. */
export type AnyDocs =
  | string
  | (Doc & {
      readonly fields?: Readonly<Record<string, AnyDocs>>;
      readonly items?: AnyDocs;
      readonly kinds?: Readonly<Record<string, AnyDocs>>;
    })
  | { readonly kinds: Readonly<Record<string, AnyDocs>> };

const patternOf = ({ source }: RegExp): string => source.replaceAll('\\/', '/');
const line = { type: 'string', maxLength: TEXT_LETTERS };
const filledLine = { ...line, pattern: '\\S' };

const mapOf = (values: Schema, keys: Schema): Schema => ({
  type: 'object',
  propertyNames: keys,
  additionalProperties: values,
  minProperties: 1,
  maxProperties: MAP_KEYS,
});
const language = { pattern: patternOf(LANGUAGE) };
const textOf = (one: Schema): Schema => ({ anyOf: [one, mapOf(one, language)] });
const formsOf = (one: Schema): Schema => ({
  type: 'object',
  required: ['other'],
  additionalProperties: false,
  properties: Object.fromEntries(PLURALS.map((category) => [category, one])),
});
const phrase = { anyOf: [line, formsOf(line)] };
const text = { $ref: '#/$defs/text' };

/** What the schemas refer to. */
export const definitions = {
  text: {
    description: `A text of at most ${TEXT_LETTERS} characters, or one by language: {"en":"Silver","sv":"Silver"}.`,
    ...textOf(line),
  },
};

/** The schema without its description and default. */
function bare(type: ValueType, docs: AnyDocs | undefined): Schema {
  const { items, kinds, fields } = (typeof docs === 'object' ? docs : {}) as {
    items?: AnyDocs;
    kinds?: Readonly<Record<string, AnyDocs>>;
    fields?: Readonly<Record<string, AnyDocs>>;
  };
  switch (type.type) {
    case 'number':
      return { type: type.integer ? 'integer' : 'number', minimum: type.minimum, maximum: type.maximum };
    case 'boolean':
      return { type: 'boolean' };
    case 'enum':
      return { enum: type.values };
    case 'string':
      return { type: 'string', pattern: patternOf(type.pattern) };
    case 'date':
      return { type: 'string', format: 'date', pattern: '^\\d{4}-' };
    case 'duration':
      return { type: 'string', pattern: patternOf(DURATION) };
    case 'line':
      return line;
    case 'text':
      return type.filled ? textOf(filledLine) : text;
    case 'label':
      return {
        anyOf: [line, formsOf(text), mapOf(phrase, { ...language, not: { enum: PLURALS } })],
      };
    case 'strings':
      return mapOf(mapOf(phrase, { pattern: patternOf(STRINGS_KEY) }), language);
    case 'json':
      return { type: 'object' };
    case 'list':
      return {
        type: 'array',
        ...(type.minimum && { minItems: type.minimum }),
        maxItems: type.advised ?? type.maximum,
        items: schemaOf(type.items, items),
      };
    case 'object':
      return objectSchema(type, fields);
    case 'variants':
      return {
        oneOf: Object.entries(type.kinds).map(([kind, one]) => {
          const { required = [], ...schema } = schemaOf(one, kinds?.[kind]) as { required?: readonly string[] };
          const { properties, ...others } = schema as { properties: Schema };
          return { ...others, required: ['kind', ...required], properties: { kind: { const: kind }, ...properties } };
        }),
      };
  }
}

function objectSchema(
  { fields, required, together }: ObjectType,
  docs: Readonly<Record<string, AnyDocs>> = {},
): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    ...(required && { required }),
    properties: Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field, docs[key])])),
    ...(together && {
      dependentRequired: Object.fromEntries(together.map((key) => [key, together.filter((other) => other !== key)])),
    }),
  };
}

/** The schema of a declaration with its descriptions. The defaults of an object's keys stand with the keys. */
export function schemaOf(type: ValueType, docs?: AnyDocs): Schema {
  const description = typeof docs === 'string' ? docs : docs && 'description' in docs ? docs.description : undefined;
  return {
    ...(description !== undefined && { description }),
    ...bare(type, docs),
    ...(type.default !== undefined && type.type !== 'object' && { default: type.default }),
  };
}

/** The schema of an object whose descriptions are known to be complete. */
export const documentedSchema = <T extends ObjectType>(type: T, docs: Docs<T>): Schema =>
  schemaOf(type, docs as AnyDocs);
