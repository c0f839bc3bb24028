/** Reads the markup of a page without a browser: the tags that the server has sent, not what scripts add. */
import type { Markup } from './page-visit.ts';

const TAG = /<(script|meta|lojal-[\w-]{1,40})(?=[\s/>])/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" };
/** The most tags; the most characters of a tag, and of a script. */
const [MOST, TAG_LENGTH, LENGTH] = [2_000, 8_000, 4_000];

const decode = (text: string): string =>
  text.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ENTITIES[name] ?? '');

/** The page without comments. A comment that is not closed ends the page. */
function withoutComments(html: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', at)) {
    parts.push(html.slice(at, start));
    const end = html.indexOf('-->', start);
    if (end < 0) return parts.join('');
    at = end + 3;
  }
  return [...parts, html.slice(at)].join('');
}

/** The attributes after the name of a tag, and where the tag ends. */
function readAttributes(text: string): [attributes: Record<string, string>, length: number] {
  const found: Record<string, string> = {};
  let at = 0;
  while (at < text.length && text[at] !== '>') {
    ATTRIBUTE.lastIndex = at;
    const [all = '', name = '', double, single, bare] = ATTRIBUTE.exec(text) ?? [];
    if (name) found[name.toLowerCase()] ??= decode(double ?? single ?? bare ?? '');
    at += all.length || 1;
  }
  return [found, at + 1];
}

export function scanHtml(html: string): Markup {
  const text = withoutComments(html);
  const lower = text.toLowerCase();
  const scripts: Markup['scripts'][number][] = [];
  const elements: Markup['elements'][number][] = [];
  const metaPolicies: string[] = [];
  let metaCharset = false;
  let program: Markup['program'];
  let count = 0;
  let after = 0;
  for (const { 1: name = '', index, 0: tag } of text.matchAll(TAG)) {
    // A tag in the code of a script is none.
    if (index < after) continue;
    if (++count > MOST) break;
    const begin = index + tag.length;
    const [attributes, length] = readAttributes(text.slice(begin, begin + TAG_LENGTH));
    const kind = name.toLowerCase();
    if (kind === 'script') {
      const end = lower.indexOf('</script', begin + length);
      after = end < 0 ? text.length : end;
      const code = text.slice(begin + length, Math.min(after, begin + length + LENGTH));
      if (/lojal/.test(JSON.stringify(attributes) + code)) scripts.push({ attributes, text: code });
    } else if (kind === 'meta') {
      const { 'http-equiv': header = '', content = '', charset } = attributes;
      metaCharset ||= charset !== undefined || (/^content-type$/i.test(header) && /charset=/i.test(content));
      if (/^content-security-policy$/i.test(header)) metaPolicies.push(content);
    } else {
      if (kind === 'lojal-program') program ??= attributes;
      elements.push({ tag: kind, defined: false, shown: false });
    }
  }
  return { scripts, elements, program, metaPolicies, metaCharset, variables: {} };
}
