// @ts-check

/** A piece of HTML that is safe to put into a page as it stands. */
export class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {unknown} value */
const text = (value) =>
  value instanceof Html ? value.text : String(value ?? '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/**
 * HTML in which every value is escaped, unless it is HTML itself; lists are joined.
 *
 * @param {TemplateStringsArray} strings
 * @param {unknown[]} values
 */
export function html(strings, ...values) {
  return new Html(
    strings.reduce((all, string, i) => {
      const value = values[i - 1];
      return all + (Array.isArray(value) ? value.map(text).join('') : text(value)) + string;
    }),
  );
}

/**
 * Fills the `{{name}}` places of a page.
 *
 * @param {string} page
 * @param {Readonly<Record<string, unknown>>} values
 */
export function fill(page, values) {
  return page.replace(/\{\{(\w+)\}\}/g, (whole, name) => (name in values ? text(values[name]) : whole));
}
