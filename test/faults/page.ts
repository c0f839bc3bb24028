/**
 * A test page. Options in the query:
 * `product` marks its answers · `endpoint server customer storage content-type` as on the script tag · `tags` how many
 * questions · `frame` puts the page into a frame without an origin · the others are read by page.js.
 */
export function page(options: URLSearchParams): string {
  const product = options.get('product') ?? '';
  const frame = options.get('frame');
  if (frame) {
    const inner = new URLSearchParams(options);
    inner.delete('frame');
    const source = `/page?${inner}`.replaceAll('&', '&amp;');
    return html('', `<iframe sandbox="${frame}" src="${source}" width="800" height="600"></iframe>`);
  }
  const data = {
    endpoint: options.get('endpoint') ?? '/apps/lojal/answers',
    server: options.get('server') ?? '',
    customer: options.get('customer') ?? '',
    storage: options.get('storage') ?? '',
    'content-type': options.get('type') ?? '',
  };
  const given = Object.entries(data).filter(([, value]) => value);
  const attributes = given.map(([name, value]) => `data-${name}="${value}"`).join(' ');
  // Copies of one question would share one answer.
  const tag = (_: unknown, at: number) =>
    `<lojal-nps product-name="${product}"${at ? ` name="nps-${at}"` : ''}></lojal-nps>`;
  return html(
    `<script src="/page.js"></script><script src="/lojal.js" async ${attributes}></script>`,
    Array.from({ length: Number(options.get('tags') ?? 1) }, tag).join(''),
  );
}

const html = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
