/**
 * The absolute form of an address that the shop configured. Accepts `https:`, and `http:` on the page's own origin and on
 * this machine; returns nothing for any other address.
 */
export function resolveUrl(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const url = new URL(text, document.baseURI);
    const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && (local || url.origin === location.origin)))
      return url.href;
  } catch {
    // Not a URL.
  }
  return undefined;
}
