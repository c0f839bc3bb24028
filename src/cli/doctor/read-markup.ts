/** Runs in the page: reads what concerns Lojal in the markup. */
import type { Markup } from './page-visit.ts';

interface Wanted {
  /** The custom properties of themes. */
  readonly variables: readonly string[];
  /** The most elements and scripts, and characters of each text. */
  readonly most: number;
  readonly length: number;
}

/** Uses nothing around it: its source is sent to the browser. */
export function readMarkup({ variables, most, length }: Wanted): Markup {
  const cut = (text: string): string => text.slice(0, length);
  const roots: (Document | ShadowRoot)[] = [document];
  const scripts: HTMLScriptElement[] = [];
  const tags: Element[] = [];
  for (const root of roots)
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot instanceof ShadowRoot && roots.length < 5_000) roots.push(one.shadowRoot);
      if (one instanceof HTMLScriptElement) scripts.push(one);
      else if (one.localName.startsWith('lojal-')) tags.push(one);
    }
  const attributes = (one: Element): Record<string, string> =>
    Object.fromEntries([...one.attributes].slice(0, 50).map(({ name, value }) => [cut(name), cut(value)]));
  const ours = scripts.filter((one) => /lojal/.test(`${one.outerHTML.slice(0, 5_000)} ${one.text.slice(0, 100_000)}`));
  const isShown = (one: Element): boolean =>
    Boolean(one.shadowRoot?.firstElementChild) && one.getBoundingClientRect().height > 0;
  const texts = [
    ...ours.filter((one) => /json/.test(one.type)).map((one) => one.text),
    ...tags.map((one) => `${one.shadowRoot?.textContent ?? ''} ${one.textContent ?? ''}`),
  ];
  /** What UTF-8 looks like when it is read as Windows-1252, and the replacement character. */
  const wrong = /[^\s"<>]{0,30}(?:Ã[\u0080-\u00BF\u0152-\u2122]|â€|\uFFFD)[^\s"<>]{0,30}/;
  const garbled = texts.map((text) => wrong.exec(text.slice(0, 200_000))?.[0]).find(Boolean);
  const written = [
    ...ours.filter((one) => /json/.test(one.type)).map((one) => one.text),
    ...[...tags, ...ours].flatMap((one) => [...one.attributes].map(({ value }) => value)),
    ...tags.map((one) => one.textContent ?? ''),
  ];
  const accented = written.map((text) => /\S{0,30}[^\0-\x7F]\S{0,30}/.exec(text.slice(0, 200_000))?.[0]).find(Boolean);
  const styles = [document.documentElement, document.body, ...tags].filter(Boolean).slice(0, most);
  const values: Record<string, string> = {};
  for (const style of styles.map((one) => getComputedStyle(one)))
    for (const name of variables) {
      const value = style.getPropertyValue(name).trim();
      if (value) values[name] ??= cut(value);
    }
  const program = tags.find((one) => one.matches('lojal-program:is([src], [account], [endpoint], [server])'));
  const metas = [...document.querySelectorAll('meta')];
  return {
    scripts: ours.slice(0, most).map((one) => ({ attributes: attributes(one), text: cut(one.text) })),
    elements: tags
      .slice(0, most)
      .map((one) => ({ tag: cut(one.localName), defined: one.matches(':defined'), shown: isShown(one) })),
    ...(program && { program: attributes(program) }),
    metaPolicies: metas
      .filter((one) => /^content-security-policy$/i.test(one.httpEquiv))
      .slice(0, 10)
      .map(({ content }) => cut(content)),
    metaCharset: metas.some(
      (one) => one.hasAttribute('charset') || (/^content-type$/i.test(one.httpEquiv) && /charset=/i.test(one.content)),
    ),
    charset: document.characterSet,
    ...(garbled && { garbled: garbled.slice(0, 60) }),
    ...(accented && { accented: accented.slice(0, 60) }),
    variables: values,
  };
}
