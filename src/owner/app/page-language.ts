import { owner as english, type OwnerWords } from '../../locales/en.owner.ts';
import { closestOwnerTag, type OwnerLanguage, ownerFiles } from '../../locales/owner-files.ts';
import { Translator } from '../shared/translator.ts';
import { keepPreference, readPreference } from './preferences.ts';

/** The language of the page: that which the owner chose here, else the first one of the browser that the page has. */
export class PageLanguage {
  language: OwnerLanguage;
  words: Translator;
  readonly #changed: () => void;
  #tag: string;

  /** @param changed called when the words have changed */
  constructor(changed: () => void) {
    this.#changed = changed;
    const kept = readPreference('language');
    const closest = closestOwnerTag([...(kept ? [kept] : []), ...navigator.languages]);
    this.language = closest.language;
    this.#tag = closest.tag;
    this.words = new Translator(this.language === 'en' ? this.#tag : 'en', english);
  }

  /** Resolves when the words have been loaded. Without them the page stays in the language that it has. */
  async load(): Promise<void> {
    const { language } = this;
    const tag = this.#tag;
    const words = language === 'en' ? english : await this.#file(language);
    if (!words || language !== this.language) return;
    this.words = new Translator(tag, words);
    document.documentElement.lang = tag;
    this.#changed();
  }

  choose(language: OwnerLanguage): void {
    const regional = navigator.languages.find((tag) => closestOwnerTag([tag]).language === language) ?? language;
    this.language = language;
    this.#tag = closestOwnerTag([regional]).tag;
    keepPreference('language', language);
    void this.load();
  }

  async #file(language: Exclude<OwnerLanguage, 'en'>): Promise<OwnerWords | undefined> {
    try {
      return (await ownerFiles[language]()).default;
    } catch {
      return undefined;
    }
  }
}
