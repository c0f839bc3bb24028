import { html, type TemplateResult } from 'lit';
import type { Translator } from '../shared/translator.ts';
import { keyName } from './form/form-labels.ts';
import { type DifferenceRow, differenceOf } from './program-difference.ts';

/** A value in a table: a text as it is, anything else as JSON. */
const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value, null, 1);

const place = (words: Translator, { path, isOrder }: DifferenceRow): string =>
  [
    ...path.map((key) => (typeof key === 'number' ? String(key + 1) : (keyName(words, key) ?? key))),
    ...(isOrder ? [words.t('programme.order')] : []),
  ].join(' › ');

/** What is different between two programs: the place, the value before and the value after. */
export function differenceTable(words: Translator, before: unknown, after: unknown, heading: string): TemplateResult {
  const rows = differenceOf(before, after);
  if (rows.length === 0) return html`<p class="muted">${words.t('programme.same')}</p>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${heading}>
    <table class="texts">
      <thead>
        <tr>
          <th scope="col">${words.t('programme.place')}</th>
          <th scope="col">${words.t('programme.before')}</th>
          <th scope="col">${words.t('programme.after')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) => html`<tr>
            <th scope="row">${place(words, row)}</th>
            <td><del>${shown(row.before)}</del></td>
            <td><ins>${shown(row.after)}</ins></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
