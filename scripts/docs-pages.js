/** Lists the Markdown pages of docs/. */
import { readdirSync } from 'node:fs';

const DOCS = new URL('../docs/', import.meta.url);

/** The paths below a folder of docs/, with slashes. */
const below = (folder) =>
  readdirSync(new URL(`${folder}/`, DOCS), { recursive: true }).map(
    (path) => `${folder}/${String(path).split('\\').join('/')}`,
  );

/**
 * The pages of docs/, in order: `docs/index.md`, `docs/start/static.md`. A page with brackets in its name has no text of its own: it
 * shows other files. Folders with a dot are not read: VitePress writes and deletes files there while another process may list them.
 *
 * @returns {readonly string[]} paths from the root of the project
 */
export function docsPages() {
  return readdirSync(DOCS, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => (entry.isDirectory() ? below(entry.name) : [entry.name]))
    .filter((path) => /^[^[]+\.md$/.test(path))
    .map((path) => `docs/${path}`)
    .sort();
}
