/** A text for a pattern of `like`, in which `%`, `_` and the backslash mean themselves. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
