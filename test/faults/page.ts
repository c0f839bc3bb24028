/**
 * A test page. Its options stand in its query:
 * `product` marks its answers · `endpoint customer storage content-type` as on the script tag · `tags` how many
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
    customer: options.get('customer') ?? '',
    storage: options.get('storage') ?? '',
    'content-type': options.get('type') ?? '',
  };
  const given = Object.entries(data).filter(([, value]) => value);
  const attributes = given.map(([name, value]) => `data-${name}="${value}"`).join(' ');
  const tag = `<lojal-nps product-name="${product}"></lojal-nps>`;
  return html(
    `<script src="/page.js"></script><script src="/lojal.js" async ${attributes}></script>`,
    tag.repeat(Number(options.get('tags') ?? 1)),
  );
}

const html = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
