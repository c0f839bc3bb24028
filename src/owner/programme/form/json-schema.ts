/** What the form uses of JSON Schema 2020-12. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** Follows references to definitions. What stands beside a reference, as a description, wins. */
export function resolved(schema: JsonSchema, definitions: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { $ref, ...own } = schema;
  if ($ref === undefined) return schema;
  const [, name = ''] = /^#\/\$defs\/(\w+)$/.exec($ref) ?? [];
  const target = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return target ? resolved({ ...target, ...own }, definitions) : own;
}
