import { html, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { cancelOnEscape } from '../club/cancel-on-escape.ts';

/** A leap year, so that 29 February exists. */
const YEAR = 2024;

const monthName = (locale: Locale, month: number): string =>
  new Intl.DateTimeFormat(locale.tag, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(YEAR, month - 1, 1));

/** A day and a month in words: "29 February"; nothing for what is no birthday. */
export function birthdayWords(locale: Locale, birthday: unknown): string | undefined {
  const { month, day } = Object(birthday) as { readonly month?: unknown; readonly day?: unknown };
  const date = new Date(Date.UTC(YEAR, Number(month) - 1, Number(day)));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== day) return undefined;
  return new Intl.DateTimeFormat(locale.tag, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date);
}

/** Whether the language writes the month before the day. */
function monthFirst(locale: Locale): boolean {
  const parts = new Intl.DateTimeFormat(locale.tag, { day: 'numeric', month: 'long' }).formatToParts(0);
  return parts.findIndex(({ type }) => type === 'month') < parts.findIndex(({ type }) => type === 'day');
}

const range = (n: number): readonly number[] => [...Array(n).keys()].map((i) => i + 1);

/**
 * The form for a birthday: two lists, in the order of the language. No year is asked for.
 *
 * @param save is called with 0 for what was not chosen
 * @param cancel is called for Escape
 * @param buttons the buttons that save and cancel
 */
export function birthdayForm(
  locale: Locale,
  save: (month: number, day: number) => unknown,
  cancel: () => void,
  buttons: TemplateResult,
): TemplateResult {
  const list = (name: 'month' | 'day', options: readonly string[]): TemplateResult => html`<label>
    ${locale.t(name)}
    <select name=${name} autocomplete=${`bday-${name}`}>
      <option value="0"></option>
      ${options.map((words, i) => html`<option value=${i + 1}>${words}</option>`)}
    </select>
  </label>`;
  const months = list(
    'month',
    range(12).map((month) => monthName(locale, month)),
  );
  const days = list(
    'day',
    range(31).map((day) => locale.number(day)),
  );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    save(Number(data.get('month')), Number(data.get('day')));
  };
  return html`<form class="ask wide" @submit=${submit} @keydown=${cancelOnEscape(cancel)}>
    <div class="fields">${monthFirst(locale) ? [months, days] : [days, months]}</div>
    <p class="note" part="note">${locale.t('birthdayNote')}</p>
    <div class="actions">${buttons}</div>
  </form>`;
}
