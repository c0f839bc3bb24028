import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../api/answer-types.ts';
import { productOf } from '../shared/answer-summary.ts';
import type { OwnerKey, Translator } from '../shared/translator.ts';
import { languageName } from '../shared/widget-languages.ts';

/** What a customer wrote, in the language and the direction of the words. Text only, whatever it contains. */
export function customerWords(words: Translator, { event: { data } }: Answer): TemplateResult {
  const { lang, title, body, comment, texts = [], other } = data;
  const text = body ?? comment;
  return html`<div class="said" lang=${lang}>
    ${texts.length > 0 ? html`<ul class="chosen">${texts.map((one) => html`<li dir="auto">${one}</li>`)}</ul>` : nothing}
    ${other ? html`<p class="written" dir="auto">${other}</p>` : nothing}
    ${title ? html`<p class="written title" dir="auto">${title}</p>` : nothing}
    ${text ? html`<p class="written" dir="auto">${text}</p>` : nothing}
    ${text || other || title || texts.length > 0 ? nothing : html`<p class="muted">${words.t('answers.noWords')}</p>`}
  </div>`;
}

const scopeName = (words: Translator, scope: string): string => {
  const key = `facts.scope_${scope}`;
  return words.has(key) ? words.t(key) : scope;
};

/** Where, when and about what a customer answered, and what the customer allows. */
export function answerFacts(words: Translator, answer: Answer): TemplateResult {
  const { event, verified, revision } = answer;
  const { data } = event;
  const { order, author, incentive, consent, asked, contact, lang } = data;
  const row = (key: OwnerKey, value: string | undefined) =>
    value ? html`<dt>${words.t(key)}</dt><dd><bdi>${value}</bdi></dd>` : nothing;
  const scopes = consent?.scopes.map((scope) => scopeName(words, scope)).join(', ');
  const yes = (is: boolean | undefined) => (is === undefined ? undefined : words.t(is ? 'app.yes' : 'app.no'));
  return html`<dl class="facts">
    ${row('facts.product', productOf(answer))}
    ${row('facts.order', order)}
    ${row('facts.author', author && (author.name ?? words.t('facts.anonymous')))}
    ${row('facts.contact', yes(contact))}
    ${row('facts.publish', consent?.publish ? scopes || yes(true) : yes(consent?.publish))}
    ${row('facts.incentive', incentive)}
    ${row('facts.when', words.moment(event.time))}
    ${row('facts.page', asked?.page)}
    ${row('facts.language', languageName(lang, words.tag))}
    ${row('facts.revision', revision > 1 ? words.number(revision) : undefined)}
    ${row('facts.verified', event.subject && !verified ? words.t('facts.notVerified') : undefined)}
  </dl>`;
}
