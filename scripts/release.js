/**
 * `npm run release` builds the project and writes dist-release/: the npm package, the zip of the browser files, and SHA256SUMS.
 * The same sources make the same bytes. Nothing is published: RELEASING.md has the steps.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.js';
import { makeBrowserZip } from './release-browser.js';
import { checkPackage, makePackage } from './release-package.js';
import { report } from './size.js';

const OUT = fileURLToPath(new URL('../dist-release/', import.meta.url));

/**
 * @param {readonly string[]} files paths
 * @returns {string} lines for `sha256sum --check`
 */
const sums = (files) =>
  files.map((file) => `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`).join('');

async function main() {
  const { values } = parseArgs({ options: { base: { type: 'string' } } });
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await build();
  if (report().over.length) throw new Error('A budget of scripts/budgets.json is exceeded.');
  const pack = await makePackage(OUT);
  const faults = await checkPackage(pack);
  if (faults.length) throw new Error(`The package has faults:\n${faults.join('\n')}`);
  const zip = await makeBrowserZip(OUT, values);
  writeFileSync(join(OUT, 'SHA256SUMS'), sums([pack, zip]));
  rmSync(join(OUT, 'package'), { recursive: true });
  console.log(readFileSync(join(OUT, 'SHA256SUMS'), 'utf8'));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
