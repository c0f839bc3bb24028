/** A script tag as text, to copy. */

const quoted = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The start tag and end tag with some attributes changed: nothing removes one, an empty text writes the name alone. */
export function tagText(
  attributes: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | undefined>> = {},
): string {
  const all = Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== undefined);
  const text = all.map(([name, value]) => (value ? ` ${name}="${quoted(value)}"` : ` ${name}`)).join('');
  return `<script${text}></script>`;
}
