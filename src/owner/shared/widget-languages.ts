/** The languages that the widget speaks. */
export const WIDGET_LANGUAGES: readonly string[] = 'en sv nb da fi de fr es nl it pt pl ar'.split(' ');

/** The name of a language in another one, or its tag. */
export function languageName(tag: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
