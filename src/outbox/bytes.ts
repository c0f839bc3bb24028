/** The length of a text in UTF-8. */
export const bytes = (text: string): number => new TextEncoder().encode(text).length;
