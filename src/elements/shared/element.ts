import { type CSSResultGroup, html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { report } from '../../diagnostics/report.ts';
import { en } from '../../locales/en.ts';
import { baseTag, closestLanguage, type Files, loadWords } from '../../locales/languages.ts';
import { Locale } from '../../locales/locale.ts';
import type { Language } from '../../locales/words.ts';
import { elementStyles } from './element.styles.ts';
import { PageTheme } from './page-theme.ts';
import { ProgramConsumer } from './program-consumer.ts';

/** The base of all elements: finds the program and the language, and shields the content from the page's styles. */
export abstract class LojalElement extends LitElement {
  static override styles: CSSResultGroup = elementStyles;

  // Reflected, so that screen readers know the language.
  static override properties: PropertyDeclarations = { lang: { reflect: true } };

  protected readonly consumer = new ProgramConsumer(this);

  protected readonly pageTheme = new PageTheme(this, () => this.consumer.host?.colorScheme);

  /** The English texts of this element. */
  protected abstract readonly english: Partial<Language>;

  /** The language files of this element; default: those for points and tiers. */
  declare protected readonly files?: Files;

  /** The content; `undefined` to show the fallback content. */
  protected abstract content(): TemplateResult | undefined;

  adoptedCallback(): void {
    import('./adopt-styles.ts').then(({ readoptStyles }) => readoptStyles(this)).catch(() => {});
  }

  readonly #internals = this.attachInternals?.();

  /**
   * Sets whether the element shows nothing of its own. Without fallback content it then takes no cell of a grid or a flex
   * container. Browsers before 2024 have no custom states, or refuse this name.
   */
  #setBare(bare: boolean): void {
    try {
      this.#internals?.states[bare ? 'add' : 'delete']('bare');
    } catch {}
  }

  protected override render(): TemplateResult {
    const content = this.content();
    this.#setBare(!content && !this.waiting);
    if (content) {
      const host = this.consumer.host;
      const scheme = ['light', 'dark', 'system'].find((one) => one === host?.colorScheme) ?? '';
      const side = host?.data?.program.corner === 'start' ? 'at-start' : '';
      return html`<div class="root ${scheme} ${side}" lang=${this.locale.tag} dir=${this.locale.t('dir')}>
        ${host?.test ? html`<p class="test">${this.locale.t('test')}</p>` : nothing}${content}
      </div>`;
    }
    // While data is loading, the height that the shop reserved is kept, and a skeleton stands for missing fallback content.
    if (!this.waiting) return html`<slot></slot>`;
    return this.childElementCount || this.textContent?.trim()
      ? html`<div class="waiting"><slot></slot></div>`
      : html`<div class="root"><div class="skeleton" aria-hidden="true"></div></div>`;
  }

  /** Whether the data is loading. */
  protected get waiting(): boolean {
    return this.consumer.host?.waiting ?? false;
  }

  /** The language, looked up once for each update. */
  #locale: Locale | undefined;

  protected override performUpdate(): void {
    this.#locale = undefined;
    super.performUpdate();
  }

  /** Texts and digits in the language of: own `lang`, the program, the closest `[lang]`, the browser, English. */
  protected get locale(): Locale {
    this.#locale ??= this.#findLocale();
    return this.#locale;
  }

  #findLocale(): Locale {
    const { host } = this.consumer;
    const shops = host?.data?.program.strings;
    const tag = closestLanguage([this.lang, host?.lang, surrounding(this), ...navigator.languages], shops);
    const variant = shops?.[tag]?.variant ?? shops?.[baseTag(tag)]?.variant;
    const own = loadWords(tag, () => this.requestUpdate(), this.files, variant);
    return new Locale(tag, own ?? { ...en, ...this.english }, shops);
  }

  /** The number of an attribute, or `other` where it is missing or invalid; warns about an invalid one. */
  protected pick(
    name: string,
    value: number | undefined,
    whole: boolean,
    other: number | undefined,
  ): number | undefined {
    if (value === undefined || value === null) return other;
    if (Number.isFinite(value) && (!whole || Number.isSafeInteger(value))) return value;
    report(
      this.localName,
      'lojal/attribute-number',
      name,
      this.getAttribute(name) ?? value,
      whole ? 'whole number' : 'number',
    );
    return other;
  }

  /** Reports an attribute whose value is not one of the accepted words. */
  protected reject(attribute: string, found: unknown, accepted: readonly string[]): void {
    report(this.localName, 'lojal/attribute-value', attribute, found, accepted);
  }
}

/** The `lang` of the closest ancestor that has one, across shadow roots. */
function surrounding(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  return host ? surrounding(host) : null;
}
