// @ts-check

/** HTML that needs no escaping. */
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
 * A template tag that escapes every value except `Html`, and joins lists.
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
 * Replaces each `{{name}}` in a page.
 *
 * @param {string} page
 * @param {Readonly<Record<string, unknown>>} values
 */
export function fill(page, values) {
  return page.replace(/\{\{(\w+)\}\}/g, (whole, name) => (name in values ? text(values[name]) : whole));
}
