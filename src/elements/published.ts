/** A product's page as an absolute address that may be published: `https:`, or one of this very site; else nothing. */
export function published(text: string): string | undefined {
  try {
    const url = new URL(text, document.baseURI);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === location.origin)) return url.href;
  } catch {
    // Not an address at all: refused like one of another kind.
  }
  return undefined;
}
