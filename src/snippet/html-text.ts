/** Text in HTML: escaped, read back, and with the parts that a template engine fills in. */
import { isKnownTemplate, TEMPLATES } from './template-code.ts';

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', hellip: '…', ndash: '–', mdash: '—' },
  ...{ euro: '€', pound: '£', yen: '¥', copy: '©', reg: '®', trade: '™', times: '×', middot: '·', deg: '°' },
  ...{ laquo: '«', raquo: '»', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bdquo: '„', iexcl: '¡', iquest: '¿' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', aring: 'å', Aring: 'Å' },
  ...{ aelig: 'æ', AElig: 'Æ', oslash: 'ø', Oslash: 'Ø', eacute: 'é', egrave: 'è', ecirc: 'ê', agrave: 'à' },
  ...{ ccedil: 'ç', ntilde: 'ñ', aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', atilde: 'ã', otilde: 'õ' },
};

/** Stand for the parts of a template while HTML is read. */
const [BEGIN, END] = ['\ue000', '\ue001'];

const coded = (letter: string): string => `&#${letter.codePointAt(0)};`;

/** Text for an attribute or an element. No `{` is left, so that no template engine finds anything in it. */
const escapedText = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[{\u00a0]/g, coded);

/** @param keepsTemplates whether code of a template stays as it is */
export function escapeHtml(text: string, keepsTemplates: boolean): string {
  if (!keepsTemplates) return escapedText(text);
  let at = 0;
  let made = '';
  for (const { 0: template, index } of text.matchAll(TEMPLATES)) {
    if (!isKnownTemplate(template)) continue;
    made += escapedText(text.slice(at, index)) + template;
    at = index + template.length;
  }
  return made + escapedText(text.slice(at));
}

function unescapeHtml(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]\w{1,9}));/gi, (whole, hex, decimal, name) => {
    if (name) return (Object.hasOwn(NAMED, name) && NAMED[name]) || whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '\ufffd';
  });
}

/** HTML whose templates are put aside, and a function that puts them back into a part of it. */
export interface SetAside {
  readonly html: string;
  /** The text that a part of the HTML stands for. */
  readonly textOf: (part: string) => string;
  /** A part of the HTML as it was, e.g. the contents of a script. */
  readonly sourceOf: (part: string) => string;
}

export function setTemplatesAside(source: string, hasTemplates: boolean): SetAside {
  const templates: string[] = [];
  const clean = source
    .replace(/\r\n?/g, '\n')
    .replace(/\0/g, '\ufffd')
    .replace(/[\ue000\ue001]/g, '\ufffd');
  const html = hasTemplates
    ? clean.replace(TEMPLATES, (template) => `${BEGIN}${templates.push(template) - 1}${END}`)
    : clean;
  const restored = (part: string, read: (piece: string) => string): string =>
    part
      .split(/(\ue000\d+\ue001)/)
      .map((piece) => (piece.startsWith(BEGIN) ? templates[Number(piece.slice(1, -1))] : read(piece)))
      .join('');
  return { html, textOf: (part) => restored(part, unescapeHtml), sourceOf: (part) => restored(part, (piece) => piece) };
}
