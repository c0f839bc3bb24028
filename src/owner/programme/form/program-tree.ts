import { programSchema } from '../../../config/program-schema.ts';
import { type FormNode, FormTree } from './form-node.ts';
import type { JsonSchema } from './json-schema.ts';

const schema = programSchema as unknown as JsonSchema;

/** The form of a program. @param languages that have a field in each text by language, beside those of the text */
export const programTree = (program: unknown, languages: readonly string[] = []): FormNode =>
  new FormTree(schema, languages).node(schema, program);
