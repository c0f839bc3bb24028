import { mkdir, writeFile } from 'node:fs/promises';
import { accountSchema } from './account.ts';
import { events } from './events.ts';
import { programSchema } from './program.ts';

/** Writes the JSON Schemas beside the compiled modules: a part of the build. */
const schemas = {
  program: programSchema,
  account: accountSchema,
  ...events,
};

const folder = new URL('../../dist/schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of Object.entries(schemas))
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
