/** A step of the build: writes the JSON Schemas into dist/schema/. */
import { mkdirSync, writeFileSync } from 'node:fs';

export async function publishSchemas() {
  const dist = new URL('../dist/schema/', import.meta.url);
  const load = (module) => import(new URL(`../${module}.js`, dist).href);
  const [{ accountSchema }, { programSchema }, { events }] = await Promise.all(
    ['config/account-schema', 'config/program-schema', 'schema/events'].map(load),
  );
  mkdirSync(dist, { recursive: true });
  for (const [name, schema] of Object.entries({ program: programSchema, account: accountSchema, ...events }))
    writeFileSync(new URL(`${name}.json`, dist), `${JSON.stringify(schema, null, 2)}\n`);
}
