/**
 * Reads HTML as a list of tags and texts. `DOMParser` exists neither in Node nor in a worker, and it would break a tag apart
 * that contains PHP or Liquid. Follows the tokenizer of the HTML standard for what snippets contain.
 */

export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'close'; readonly name: string }
  | {
      readonly kind: 'open';
      readonly name: string;
      /** Names in lower case, values as written. */
      readonly attributes: readonly (readonly [name: string, value: string])[];
      /** The contents of `script`, `style` and others whose contents are no markup. */
      readonly content?: string;
    };

const RAW = ['script', 'style', 'textarea', 'title', 'noscript', 'template', 'iframe', 'xmp'];
const COMMENT = /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*(?:>|$)/y;
const CLOSE = /<\/([a-z][^\s/>]*)(?:[\s/][^>]*)?>/iy;
const OPEN = /<([a-z][^\s/>]*)/iy;
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
const END = /[\s/]*>/y;

const matchAt = (pattern: RegExp, html: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(html);
};

export function* readTokens(html: string): Generator<HtmlToken> {
  // No tag ends after this place, so none is looked for.
  const last = html.lastIndexOf('>');
  let at = 0;
  let text = '';
  while (at < html.length) {
    const comment = matchAt(COMMENT, html, at);
    const close = comment || at > last ? null : matchAt(CLOSE, html, at);
    const open = comment || close ? null : matchAt(OPEN, html, at);
    if (!comment && !close && !open) {
      const next = html.indexOf('<', at + 1);
      text += html.slice(at, next < 0 ? undefined : next);
      at = next < 0 ? html.length : next;
      continue;
    }
    if (text) yield { kind: 'text', text };
    text = '';
    if (comment) at += comment[0].length;
    if (close) {
      at += close[0].length;
      yield { kind: 'close', name: (close[1] ?? '').toLowerCase() };
    }
    if (!open) continue;
    const name = (open[1] ?? '').toLowerCase();
    at += open[0].length;
    const attributes: [string, string][] = [];
    for (let one = matchAt(ATTRIBUTE, html, at); one; one = matchAt(ATTRIBUTE, html, at)) {
      at += one[0].length;
      attributes.push([(one[1] ?? '').toLowerCase(), one[2] ?? one[3] ?? one[4] ?? '']);
    }
    const end = matchAt(END, html, at);
    // A tag without an end is none.
    if (!end) return;
    at += end[0].length;
    if (!RAW.includes(name)) {
      yield { kind: 'open', name, attributes };
      continue;
    }
    const rest = html.slice(at);
    const stop = rest.search(new RegExp(`</${name}[\\s/>]`, 'i'));
    const content = stop < 0 ? rest : rest.slice(0, stop);
    at += content.length;
    yield { kind: 'open', name, attributes, content };
  }
  if (text) yield { kind: 'text', text };
}
