import { html, nothing } from 'lit';
import { next, own, question, type Reader, version } from '../core/wording.ts';
import type { Files, Language } from '../i18n/languages.ts';
import { questions } from '../i18n/questions.ts';
import type { Answer } from './events.ts';
import { Prompt } from './prompt.ts';
import { published } from './published.ts';

/** Version of our own questions: raised whenever the meaning of one of them changes. */
const OURS = 'lojal-1';

/** A question as it stands on the page, and the name of its wording. */
export interface Asked {
  readonly text: string;
  readonly version: string;
}

/** A question in our words or the shop's. Each answer says which they were, and when and where they were shown. */
export abstract class Worded extends Prompt {
  protected override readonly files: Files = questions;

  protected abstract asked(): Asked;

  /** When it was shown, RFC 3339, and on which page: its path without query or hash. */
  #shown: { at: string; page: string } | undefined;

  constructor() {
    super();
    this.addEventListener('lojal-shown', ({ target }) => {
      if (target === this) this.#shown = { at: new Date().toISOString(), page: location.pathname.slice(0, 500) };
    });
  }

  /** Goes to the first field, now or once it is there: for whoever opened the question on purpose. */
  override focus(options?: FocusOptions): void {
    const first = this.renderRoot.querySelector<HTMLElement>('form input, .thanks');
    if (first) first.focus(options);
    else this.addEventListener('lojal-shown', () => this.focus(options), { once: true });
  }

  protected override answer(): Answer {
    const { data, ...answer } = super.answer();
    const { text, version } = this.asked();
    return { ...answer, data: { ...data, asked: { text: text.slice(0, 1000), version, ...this.#shown } } };
  }

  /** What the program's `ask` says of this question. */
  protected get entry(): unknown {
    return own(this.link.host?.data?.program.ask, this.called);
  }

  /** A value of the shop's, if it can be used; one warning where it cannot, or not all of it. */
  protected read<T>(name: string, found: unknown, [read, accepted]: Reader<T>): T | undefined {
    if (found === undefined) return undefined;
    let value: T | undefined;
    try {
      value = read(found);
    } catch {
      // A getter of the shop's that throws: like any other value that cannot be used.
    }
    if (value === undefined || (Array.isArray(value) && value.length < (found as unknown[]).length))
      this.warn(name, this.getAttribute(name) ?? found, accepted);
    return value;
  }

  /** A value of the program's `ask`. */
  protected told<T>(key: string, reader: Reader<T>): T | undefined {
    return this.read(`ask.${this.called}.${key}`, own(this.entry, key), reader);
  }

  /** Who or what is asked about. */
  protected about(product: string | undefined): string {
    return product || this.locale.text(this.link.host?.data?.program.name);
  }

  /**
   * The question in the shop's words, else in ours.
   *
   * @param key of our words, for which the program's `strings` may have others
   * @param name stands for `{name}` in either, and for `{product}` in ours
   * @param given what an attribute has in their place
   */
  protected wording(key: keyof Language, name: string, given?: unknown): Asked {
    const { locale } = this;
    const shops = this.read('question', given || undefined, question) ?? this.told('question', question);
    const ours = shops === undefined && !locale.own(key);
    return {
      text: shops ? locale.text(shops).replaceAll('{name}', () => name) : locale.t(key, { name, product: name }),
      version: ours ? OURS : (this.told('version', version) ?? 'own'),
    };
  }

  protected override offer(): unknown {
    const found = this.told('next', next);
    if (!found) return nothing;
    const url = published(found.url);
    const words = this.locale.text(found.text);
    return html`<p class="next">${url ? html`<a href=${url}>${words}</a>` : words}</p>`;
  }
}
