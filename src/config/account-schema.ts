/**
 * JSON Schema of the account. What it accepts, `parseAccount` reads without a fault, except a refund whose `of` names no
 * order of the ledger, which a schema cannot say.
 */

import { accountDocs } from './account-docs.ts';
import { accountDeclaration } from './ledger-declaration.ts';
import { definitions, documentedSchema } from './schema-of.ts';

export const accountSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:lojal:schema:account:v1',
  title: 'Lojal account',
  ...documentedSchema(accountDeclaration, accountDocs),
  $defs: definitions,
};
