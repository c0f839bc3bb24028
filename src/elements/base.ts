import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { en } from '../i18n/en.ts';
import { closest, type Files, type Language, words } from '../i18n/languages.ts';
import { Locale } from '../i18n/locale.ts';
import { base } from './base.styles.ts';
import { Link } from './link.ts';
import { warn } from './warn.ts';

/** What all elements have in common: a program, a language, a frame that the host page's styles do not reach. */
export abstract class Base extends LitElement {
  static override styles: CSSResultGroup = base;

  // Reflected, so that what reads a page aloud knows it too.
  static override properties: PropertyDeclarations = { lang: { reflect: true } };

  protected readonly link = new Link(this);

  /** The English words that this element uses. */
  protected abstract readonly english: Partial<Language>;

  /** Its words in other languages; without them those of points and tiers. */
  declare protected readonly files?: Files;

  /** What to show; nothing to leave the fallback content standing. */
  protected abstract content(): TemplateResult | undefined;

  adoptedCallback(): void {
    import('./card.ts').then(({ dress }) => dress(this)).catch(() => {});
  }

  protected override render(): TemplateResult {
    const content = this.content();
    if (content) {
      const host = this.link.host;
      const scheme = ['light', 'dark', 'system'].find((one) => one === host?.colorScheme) ?? '';
      return html`<div class="root ${scheme}" lang=${this.locale.tag} dir=${this.locale.t('dir')}>
        ${host?.test ? html`<p class="test">${this.locale.t('test')}</p>` : nothing}${content}
      </div>`;
    }
    // Children are the shop's own fallback; without any, a quiet shape holds the place while data may still come.
    return this.childElementCount || this.textContent?.trim() || !this.link.host?.waiting
      ? html`<slot></slot>`
      : html`<div class="root"><div class="skeleton" aria-hidden="true"></div></div>`;
  }

  /** The language in which it was last drawn: looked for once an update, however many words there are. */
  #locale: Locale | undefined;

  protected override performUpdate(): void {
    this.#locale = undefined;
    super.performUpdate();
  }

  /** Words and digits: own `lang`, the program's, the closest `[lang]`, the browser's, English. */
  protected get locale(): Locale {
    this.#locale ??= this.#speak();
    return this.#locale;
  }

  #speak(): Locale {
    const { host } = this.link;
    const shops = host?.data?.program.strings;
    const tag = closest([this.lang, host?.lang, surrounding(this), ...navigator.languages], shops);
    const own = words(tag, () => this.requestUpdate(), this.files);
    return new Locale(tag, own ?? { ...en, ...this.english }, shops);
  }

  /** A number from an attribute if it is one, else from the program, with one warning. */
  protected pick(
    name: string,
    value: number | undefined,
    whole: boolean,
    other: number | undefined,
  ): number | undefined {
    if (value === undefined || value === null) return other;
    if (Number.isFinite(value) && (!whole || Number.isSafeInteger(value))) return value;
    this.warn(name, this.getAttribute(name) ?? value, whole ? 'a whole number' : 'a number');
    return other;
  }

  protected warn(attribute: string, found: unknown, accepted: string): void {
    // What a script may set as a property is not all JSON: a BigInt, a ring, an object that throws when it is read.
    const kind = typeof found;
    const words = kind === 'string' ? JSON.stringify(found) : Object(found) === found ? kind : String(found);
    warn(this.localName, `${attribute} is ${words}; ${accepted} is accepted`);
  }
}

/** The `lang` that holds where an element stands, also out of a shadow root. */
function surrounding(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host ? surrounding(host) : null;
}
