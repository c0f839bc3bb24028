/** CHANGELOG.md, SECURITY.md and CONTRIBUTING.md as pages of the site. */
import { readFileSync } from 'node:fs';
import { projectPage } from '../.vitepress/links.js';
import { PROJECT } from '../.vitepress/sidebar.js';

const ROOT = new URL('../../', import.meta.url);

export default {
  watch: PROJECT.map(({ file }) => `../../${file}`),
  paths: () =>
    PROJECT.map(({ page, file }) => ({
      params: { page },
      content: projectPage(readFileSync(new URL(file, ROOT), 'utf8')),
    })),
};
