/** JSON Schema of the asking rules. What it accepts has no fault in `askFaults`, except two options with the same id. */
import { QUESTION_KINDS } from '../registry.ts';
import { askDeclaration, MOST_RULES } from './ask-declaration.ts';
import { askDescription, cooldownDoc, ruleDocs, wordingDocs } from './ask-docs.ts';
import { askEntryDeclaration } from './ask-faults.ts';
import { documentedSchema, schemaOf } from './schema-of.ts';

/** Definition of one rule, for `$defs.rule`. */
export const ruleSchema = documentedSchema(askEntryDeclaration, {
  ...ruleDocs,
  fields: { ...ruleDocs.fields, ...wordingDocs.fields },
});

const rule = { $ref: '#/$defs/rule' };

export const askSchema = {
  type: 'object',
  description: askDescription,
  maxProperties: MOST_RULES + 1,
  properties: {
    cooldown: schemaOf(askDeclaration.cooldown, cooldownDoc),
    ...Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, rule])),
  },
  additionalProperties: { ...rule, required: ['kind'] },
};
