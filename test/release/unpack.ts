/** The npm package of a release, made from dist/ and unpacked into a project of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePackage } from '../../scripts/release-package.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Unpacked {
  /** The project. */
  readonly folder: string;
  /** `node_modules/lojal` of it. */
  readonly lojal: string;
  /** The package file. */
  readonly file: string;
  remove(): void;
}

/** @param packages what the project has installed beside Lojal: links to the packages of this repository */
export async function unpackPackage(packages: readonly string[]): Promise<Unpacked> {
  const folder = mkdtempSync(join(tmpdir(), 'lojal-package-'));
  const file = await makePackage(join(folder, 'out'));
  const lojal = join(folder, 'node_modules/lojal');
  mkdirSync(lojal, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', lojal, '--strip-components=1']);
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  return { folder, lojal, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
