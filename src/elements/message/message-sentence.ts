/** The sentence of a message, and the line below it. */
import type { Locale, Values } from '../../locales/locale.ts';
import { count, date, money } from '../../locales/numbers.ts';
import type { Label } from '../../loyalty/types.ts';
import type { MessageContent } from './message-content.ts';

/** More characters than this are not a short line. */
const SHORT = 80;

/** What the sentences of a program share. */
interface Wording {
  readonly currency: string;
  readonly label: Label | undefined;
}

/** Fills the placeholders of the shop's own text. A placeholder that the message does not have stays as it is. */
const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return typeof value === 'function' ? value() : typeof value === 'string' ? value : whole;
  });

/** The sentence in the shop's words, else in Lojal's. */
export function messageSentence(locale: Locale, { fact, text }: MessageContent, { currency, label }: Wording): string {
  const amount = (n: number, noun: 'points' | 'orders' = 'points'): Values => ({
    n,
    amount: (form) => count(locale, n, noun === 'points' ? label : undefined, noun, form),
  });
  const say = (key: Parameters<Locale['t']>[0], values: Values = {}): string =>
    text === undefined ? locale.t(key, values) : fill(locale.text(text), values);
  switch (fact.name) {
    case 'near': {
      const { metric, remaining } = fact;
      // Money has no plural form: sentences take `other`.
      const missing = metric === 'spend' ? { amount: money(locale, remaining, currency) } : amount(remaining, metric);
      return say('nearLevel', { ...missing, level: locale.text(fact.level.name) });
    }
    case 'expiring':
      return say('expireOn', { ...amount(fact.points), date: (word) => date(locale, fact.on, word) });
    case 'lapsed':
      return say('welcomeBack');
    case 'reply':
      return locale.text(fact.text);
    case 'birthday':
      return say('birthdayPoints', amount(fact.points));
  }
}

/** What the next level gives, where that fits on a line; an empty text otherwise. */
export function messageNote(locale: Locale, { fact, text }: MessageContent): string {
  if (fact.name !== 'near' || text !== undefined) return '';
  const { level } = fact;
  const name = locale.text(level.name);
  const perks = level.perks.map((perk) => locale.text(perk)).join(locale.t('comma'));
  const note = perks
    ? `${locale.t('perks', { level: name })} ${perks}`
    : level.times > 1
      ? locale.t('multiplied', { name, times: locale.number(level.times) })
      : '';
  return note.length <= SHORT ? note : '';
}
