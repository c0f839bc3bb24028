/**
 * JSON Schema of the program, for editors and servers. What it accepts, `parseProgram` reads without a fault, except for
 * what a schema cannot say: levels out of order, two levels or rewards with the same id, rates with more than 6
 * decimals, asking rules deeper than 5 levels or with more than 1,000 values.
 */
import { askSchema, ruleSchema } from './ask-schema.ts';
import { programDeclaration } from './program-declaration.ts';
import { programDocs } from './program-docs.ts';
import { definitions, documentedSchema } from './schema-of.ts';

const integers = { properties: { levels: { items: { properties: { from: { type: 'integer' } } } } } };
const { properties, ...schema } = documentedSchema(programDeclaration, programDocs) as {
  readonly properties: Readonly<Record<string, object>>;
};
const counted = programDeclaration.fields.tiers.fields.metric.values.filter((metric) => metric !== 'spend');

export const programSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lojal:schema:program:v1',
  title: 'Lojal program',
  ...schema,
  properties: {
    ...properties,
    tiers: {
      ...properties.tiers,
      if: { required: ['metric'], properties: { metric: { enum: counted } } },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: integers,
    },
    ask: askSchema,
  },
  $defs: { ...definitions, rule: ruleSchema },
};
