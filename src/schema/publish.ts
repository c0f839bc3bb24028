import { mkdir, writeFile } from 'node:fs/promises';
import { accountSchema } from './account.ts';
import { npsAnswered } from './nps-answered.ts';
import { programSchema } from './program.ts';
import { reviewAnswered } from './review-answered.ts';

/** Writes the JSON Schemas beside the compiled modules: a part of the build. */
const schemas = {
  program: programSchema,
  account: accountSchema,
  'nps-answered': npsAnswered,
  'review-answered': reviewAnswered,
};

const folder = new URL('../../dist/schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas))
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
