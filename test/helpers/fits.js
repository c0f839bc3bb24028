// @ts-check
/**
 * Runs in a page, as it stands, where functions with names of TypeScript's making cannot: looks into every element of
 * ours and lists what does not fit – wider than its place, cut off, outside of its card, or over something else.
 *
 * @param {string} selector the elements to look into
 * @returns {string[]}
 */
export function misfits(selector) {
  /** @type {string[]} */
  const found = [];
  /** Half a pixel is rounding; glyphs reach a little over their line. */
  const SLACK = 1.5;
  for (const host of document.querySelectorAll(selector)) {
    const root = host.shadowRoot?.querySelector('.root');
    if (!root) continue;
    const where = `${host.localName}[${root.getAttribute('lang')}]`;
    const frame = (root.querySelector('.card') ?? root).getBoundingClientRect();
    /** @type {{ text: string, node: Node, rects: DOMRect[] }[]} */
    const texts = [];
    /** @type {{ text: string, node: Node, rects: DOMRect[] }[]} */
    const things = [];
    for (const element of root.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      if (element.closest('.hidden, .trap, .unseen, [hidden]') || style.visibility === 'hidden') continue;
      const rect = element.getBoundingClientRect();
      if (!rect.width || !rect.height) continue;
      if (style.opacity !== '0' && element.matches('input, textarea, svg, .mark, .dot'))
        things.push({ text: `<${element.localName}>`, node: element, rects: [rect] });
      const wide = element.scrollWidth - element.clientWidth;
      const high = element.scrollHeight - element.clientHeight;
      const words = element.textContent?.trim().replace(/\s+/g, ' ').slice(0, 60);
      if (style.display !== 'inline' && element instanceof HTMLElement && !element.matches('input, textarea, .track')) {
        if (wide > SLACK) found.push(`${where}: ${wide} px too wide: ${element.className} “${words}”`);
        if (high > SLACK && style.overflowY === 'hidden') found.push(`${where}: ${high} px cut off: “${words}”`);
      }
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
        texts.push({ text: node.textContent.trim(), node, rects });
        for (const { left, right } of rects)
          if (left < frame.left - SLACK || right > frame.right + SLACK)
            found.push(`${where}: outside of its card: “${node.textContent.trim()}”`);
      }
    }
    texts.forEach((one, i) => {
      for (const other of [...texts.slice(i + 1), ...things])
        for (const a of one.rects)
          for (const b of other.rects) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > SLACK && down > Math.min(a.height, b.height) / 4 && !other.node.contains(one.node))
              found.push(`${where}: “${one.text}” lies over “${other.text}”`);
          }
    });
  }
  return [...new Set(found)];
}

/**
 * Runs in a page, too: words of ours that are broken in the middle, because their line is too narrow for them.
 *
 * @param {string} selector the elements to look into
 * @returns {string[]}
 */
export function broken(selector) {
  /** @type {string[]} */
  const found = [];
  for (const host of document.querySelectorAll(selector)) {
    const root = host.shadowRoot?.querySelector('.root');
    if (!root) continue;
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: node } = texts;
      if (node.parentElement?.closest('.hidden, .trap, .unseen, [hidden]')) continue;
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/\p{L}+/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
        if (lines.size > 1) found.push(`${host.localName}[${root.getAttribute('lang')}]: “${word}”`);
      }
    }
  }
  return [...new Set(found)];
}
