/** The Markdown of the npm package: its links work inside the package, or at the repository once package.json names one. */
import { posix } from 'node:path';

/** A link or an image, with what follows its address. */
const LINKS = /(!?)\[((?:[^\]\\]|\\.)*)\]\(<?([^)\s>]+)>?((?:\s+"[^"]*")?)\)/g;

/**
 * @param {string} text Markdown
 * @param {object} options
 * @param {string} options.page the path of the text, from the root of the package
 * @param {ReadonlySet<string>} options.shipped the paths in the package
 * @param {string} [options.repository] where files of this version are shown: `https://…/blob/v1.0.0/`
 * @returns {string} the text, in which a link to a file that is not in the package leads to the repository. Without a repository
 * its words remain, without a link; of an image its description
 */
export function packageLinks(text, { page, shipped, repository }) {
  const change = (whole, mark, words, target, title) => {
    if (/^([a-z][a-z\d+.-]*:|#|\/\/)/i.test(target)) return whole;
    const [path, anchor] = target.split('#');
    const file = posix.normalize(posix.join(posix.dirname(page), decodeURI(path)));
    if (shipped.has(file)) return whole;
    if (!repository) return mark ? `*${words}*` : words;
    return `${mark}[${words}](${new URL(file, repository)}${anchor ? `#${anchor}` : ''}${title})`;
  };
  // Code is shown as it is.
  return text
    .split(/(^ *```[\s\S]*?^ *```$)/m)
    .map((part, at) => (at % 2 ? part : part.replace(LINKS, change)))
    .join('');
}

/**
 * @param {{ repository?: string | { url: string }, version: string }} manifest
 * @returns {string | undefined} where the files of the version are shown, for the hosts that package.json can name
 */
export function repositoryFiles({ repository, version }) {
  const address = typeof repository === 'string' ? repository : repository?.url;
  const [, host, path] = /^(?:git\+)?https:\/\/([^/]+)\/(.+?)(?:\.git)?\/?$/.exec(address ?? '') ?? [];
  if (!host) return undefined;
  return `https://${host}/${path}/${host.startsWith('gitlab') ? '-/' : ''}blob/v${version}/`;
}
