/** The browser files of a release: a zip with one folder per version, and the `integrity` of each file. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** The date of all files in the zip, in local time, as zip files store it: the same content makes the same bytes. */
const DATE = new Date(1980, 0, 1);

const integrityOf = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** The languages of the widget, from the names of the built files. */
export const builtLanguages = () =>
  readdirSync(join(root, 'dist'))
    .map((name) => /^lojal\.([a-z]{2})\.js$/.exec(name)?.[1])
    .filter((language) => language)
    .concat('en')
    .sort();

/** Builds lojal.<language>.all.js: everything in one file, for one language. */
async function buildWhole(languages, folder) {
  for (const language of languages)
    await run(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--mode', `all-${language}`, '--outDir', folder],
      { cwd: root },
    );
}

/**
 * The tags of a release. The import map covers the files that lojal.js loads; the `integrity` of a tag covers the one file.
 *
 * @param {Record<string, string>} files the `integrity` of each file
 * @param {string} address where the files are, with a slash at the end
 */
export function releaseTags(files, address) {
  const map = Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => !/^lojal(\.\w+)*\.all\.js$|^lojal\.js$/.test(name))
      .map(([name, integrity]) => [address + name, integrity]),
  );
  const tag = (name) =>
    `<script src="${address}${name}" async crossorigin="anonymous"\n  integrity="${files[name]}"\n  data-program="/lojal.json"></script>`;
  const whole = Object.keys(files).filter((name) => /^lojal\.\w\w\.all\.js$/.test(name));
  return `<!-- lojal.js. The import map stands before every module and every other script of Lojal. -->
<script type="importmap">
${JSON.stringify({ integrity: map }, null, 1)}
</script>
${tag('lojal.js')}

<!-- Or one file for one language, checked by every browser. It loads no other file. -->
${whole.map(tag).join('\n\n')}
`;
}

/**
 * @param {string} out the folder of the release
 * @param {object} [options]
 * @param {string} [options.base] the address under which the folder of the version is, for the tags. Default: `/`
 * @param {readonly string[]} [options.languages] the languages of the one files. Default: all
 * @returns {Promise<string>} the path of the zip, lojal-<version>-browser.zip
 */
export async function makeBrowserZip(out, { base = '/', languages = builtLanguages() } = {}) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const built = join(out, 'one-file');
  rmSync(built, { recursive: true, force: true });
  mkdirSync(built, { recursive: true });
  await buildWhole(languages, built);
  const found = [join(root, 'dist'), built].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^lojal[\w.-]*\.js$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name))]),
  );
  found.sort(([one], [other]) => (one < other ? -1 : 1));
  const integrity = Object.fromEntries(found.map(([name, bytes]) => [name, integrityOf(bytes)]));
  const folder = `lojal-${version}`;
  const entries = {
    ...Object.fromEntries(found),
    LICENSE: readFileSync(join(root, 'LICENSE')),
    'integrity.json': Buffer.from(`${JSON.stringify({ version, files: integrity }, null, 2)}\n`),
    'tags.html': Buffer.from(releaseTags(integrity, `${base.replace(/\/?$/, '/')}${folder}/`)),
  };
  const zip = zipSync(
    Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [`${folder}/${name}`, new Uint8Array(bytes)])),
    { level: 9, mtime: DATE, os: 3, attrs: 0o644 << 16 },
  );
  const target = join(out, `${folder}-browser.zip`);
  writeFileSync(target, zip);
  rmSync(built, { recursive: true });
  return target;
}
