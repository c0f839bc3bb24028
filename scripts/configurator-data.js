/** Writes what the configurator reads beside its code: the sizes of the built files, and the example programmes. */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { measuredFiles } from './size.js';

const root = new URL('../', import.meta.url);

export function writeConfiguratorData() {
  const folder = new URL('dist/configurator/', root);
  const sizes = Object.fromEntries(
    [...measuredFiles()].map(([file, { brotli, imports }]) => [file, { bytes: brotli, imports }]),
  );
  writeFileSync(new URL('sizes.json', folder), JSON.stringify(sizes));
  mkdirSync(new URL('programs/', folder), { recursive: true });
  for (const file of readdirSync(new URL('demo/programs/', root)))
    copyFileSync(new URL(`demo/programs/${file}`, root), new URL(`programs/${file}`, folder));
}
