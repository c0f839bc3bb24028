import { report } from '../../diagnostics/report.ts';

/** The absolute address of a page that may be published: `https:`, or `http:` on this site; else `undefined`. */
export function publicUrl(text: string): string | undefined {
  try {
    const url = new URL(text, document.baseURI);
    if (url.protocol === 'https:' || (url.protocol === 'http:' && url.origin === location.origin)) return url.href;
  } catch {
    // Not an address.
  }
  return undefined;
}

/** The absolute address in an attribute; nothing, and a report, for one that may not be published. */
export function acceptedUrl(element: Element, attribute: string, text: string | undefined): string | undefined {
  const url = text && publicUrl(text);
  if (text && !url) report(element.localName, 'lojal/attribute-url', attribute, text);
  return url || undefined;
}
