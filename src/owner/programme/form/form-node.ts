/** The form of a value: what its schema says, and what the value has. Every part of the value is in exactly one node. */
import { kindFor, type LeafKind } from './field-text.ts';
import { type FormPath, isRecord } from './form-path.ts';
import { type JsonSchema, resolved } from './json-schema.ts';

/** How the owner writes a text: once, by number (`one`, `other`), or by language. */
export type TextShape = 'once' | 'byNumber' | 'byLanguage';

export interface FormNode {
  readonly kind: LeafKind | 'object' | 'list' | 'text';
  readonly path: FormPath;
  readonly schema: JsonSchema;
  /** Undefined where the program does not set it. */
  readonly value: unknown;
  readonly isRequired: boolean;
  /** The parts of an object, a list, and a text in several forms. */
  readonly children: readonly FormNode[];
  /** Of a text: how it is written now, and how it may be written. */
  readonly shape?: TextShape;
  readonly shapes?: readonly TextShape[];
  readonly isInline?: boolean;
  /** Of an object: the schema of keys that the owner names. */
  readonly entries?: JsonSchema;
  /** The schemas of the keys beside it. */
  readonly beside?: Readonly<Record<string, JsonSchema>>;
  /** The schema does not name the key: the owner did. */
  readonly isOwn?: true;
  /** Keys of the path that lead to an object which stays when it is empty. */
  readonly keep: number;
}

/** Up to this number of plain keys, an object is shown with its container: the `after` of `expire`. */
const INLINE = 3;

type Definitions = Readonly<Record<string, JsonSchema>>;

const isForms = ({ type, properties }: JsonSchema): boolean => type === 'object' && Boolean(properties?.other);
const isMap = ({ type, properties, additionalProperties }: JsonSchema): boolean =>
  type === 'object' && !properties && isRecord(additionalProperties);

/** The schema of each way to write a text; undefined for what is no text. */
function textShapes(schema: JsonSchema, definitions: Definitions): Partial<Record<TextShape, JsonSchema>> | undefined {
  const found: Partial<Record<TextShape, JsonSchema>> = {};
  for (const one of schema.anyOf ?? []) {
    const way = resolved(one, definitions);
    if (way.type === 'string') found.once = way;
    else if (isForms(way)) found.byNumber = way;
    else if (isMap(way)) found.byLanguage = way;
    else return undefined;
  }
  return found.once && found;
}

/** The way in which a value is written; undefined if in none. */
function shapeOf(shapes: Partial<Record<TextShape, JsonSchema>>, value: unknown): TextShape | undefined {
  if (value === undefined || typeof value === 'string') return 'once';
  if (!isRecord(value)) return undefined;
  const known = shapes.byNumber?.properties;
  if (known && Object.keys(value).some((key) => Object.hasOwn(known, key))) return 'byNumber';
  return shapes.byLanguage ? 'byLanguage' : shapes.byNumber ? 'byNumber' : undefined;
}

/** Builds the nodes of one program. */
export class FormTree {
  readonly #definitions: Definitions;

  /** @param languages for which a text by language has a field, written or not */
  constructor(
    root: JsonSchema,
    readonly languages: readonly string[] = [],
  ) {
    this.#definitions = root.$defs ?? {};
  }

  /** @param keep as in `FormNode`, for what contains the value */
  node(given: JsonSchema, value: unknown, path: FormPath = [], isRequired = true, keep = path.length): FormNode {
    const schema = resolved(given, this.#definitions);
    const base = { path, schema, value, isRequired, keep, children: [] };
    const leaf = (kind: LeafKind): FormNode => ({ ...base, kind });
    if (schema.anyOf) return this.#text(base) ?? leaf('json');
    if (schema.type === 'array' && schema.items) {
      if (value !== undefined && !Array.isArray(value)) return leaf('json');
      const { items } = schema;
      const children = ((value ?? []) as readonly unknown[]).map((item, i) => this.node(items, item, [...path, i]));
      return { ...base, kind: 'list', children };
    }
    const entries = isRecord(schema.additionalProperties) ? (schema.additionalProperties as JsonSchema) : undefined;
    if (schema.type !== 'object' || !(schema.properties || entries)) return leaf(kindFor(schema, value));
    if (value !== undefined && !isRecord(value)) return leaf('json');
    const isInline = isInlineObject(schema, isRequired);
    const object = { ...base, keep: isInline ? keep : path.length };
    return { ...object, kind: 'object', isInline, ...(entries && { entries }), children: this.#keys(object, entries) };
  }

  #keys({ schema, value = {}, path, keep }: Omit<FormNode, 'kind'>, entries: JsonSchema | undefined): FormNode[] {
    const { properties = {}, required = [] } = schema;
    const given = value as Readonly<Record<string, unknown>>;
    const known = Object.entries(properties).map(([key, one]) => {
      const own = Object.hasOwn(given, key) ? given[key] : undefined;
      return this.node(one, own, [...path, key], required.includes(key), keep);
    });
    // What the schema does not know stays in the program.
    const others = Object.keys(given).filter((key) => !Object.hasOwn(properties, key));
    const own = others.map((key) => this.node(entries ?? {}, given[key], [...path, key], false, keep));
    return [
      ...known.map((node) => ({ ...node, beside: properties })),
      ...own.map((node) => ({ ...node, isOwn: true as const })),
    ];
  }

  #text(base: Omit<FormNode, 'kind'>): FormNode | undefined {
    const { schema, value, path, keep } = base;
    const ways = textShapes(schema, this.#definitions);
    const shape = ways && shapeOf(ways, value);
    if (!ways || !shape) return undefined;
    const shapes = (['once', 'byNumber', 'byLanguage'] as const).filter((one) => ways[one]);
    const text: FormNode = { ...base, kind: 'text', shape, shapes };
    if (shape === 'once') {
      const line = kindFor(ways.once ?? {}, value);
      return { ...text, kind: line === 'json' ? 'json' : 'text', schema: { ...ways.once, ...described(schema) } };
    }
    const way = ways[shape] ?? {};
    const { properties = {} } = way;
    const other = shape === 'byLanguage' ? (way.additionalProperties as JsonSchema) : {};
    const given = value as Readonly<Record<string, unknown>>;
    const usual = shape === 'byLanguage' ? this.languages : ['one', 'other'];
    const keys = [...Object.keys(given), ...usual.filter((key) => !Object.hasOwn(given, key))];
    const children = keys.map((key) => {
      const inner = (Object.hasOwn(properties, key) && properties[key]) || other;
      return this.node(inner, Object.hasOwn(given, key) ? given[key] : undefined, [...path, key], false, keep);
    });
    return { ...text, children };
  }
}

/** Whether an object is shown with its container, so that the owner need not add it first. */
const isInlineObject = ({ properties = {} }: JsonSchema, isRequired: boolean): boolean => {
  const keys = Object.values(properties);
  return keys.length > 0 && (isRequired || keys.length <= INLINE) && !keys.some(isNested);
};

const isNested = ({ type, anyOf, $ref }: JsonSchema): boolean =>
  type === 'object' || type === 'array' || Boolean(anyOf) || Boolean($ref);

const described = ({ description, default: otherwise }: JsonSchema): JsonSchema => ({
  ...(description !== undefined && { description }),
  ...(otherwise !== undefined && { default: otherwise }),
});
