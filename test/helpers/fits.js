// @ts-check
/**
 * Lists texts and controls of Lojal's elements that do not fit: wider than their container, cut off, outside of the card, or
 * overlapping. Runs inside a page, so this file is JavaScript: compiled TypeScript calls helpers that the page does not have.
 *
 * @param {string} selector the elements to check
 * @returns {string[]}
 */
export function misfits(selector) {
  /** @type {string[]} */
  const found = [];
  /** Tolerance in px: positions are rounded, and glyphs extend beyond their line box. */
  const SLACK = 1.5;
  /**
   * The height of a line of text is that of its font: 1.1 to 1.4 em, most of it empty. The box of one em in its middle is alike
   * in all fonts.
   *
   * @param {Node} node
   * @param {DOMRect} rect
   */
  const emBox = (node, { left, right, top, bottom, height }) => {
    if (node.nodeType !== Node.TEXT_NODE || !node.parentElement) return { left, right, top, bottom, em: height };
    const em = Math.min(height, Number.parseFloat(getComputedStyle(node.parentElement).fontSize));
    const cut = (height - em) / 2;
    return { left, right, top: top + cut, bottom: bottom - cut, em };
  };
  for (const host of document.querySelectorAll(selector)) {
    const root = host.shadowRoot?.querySelector('.root');
    if (!root) continue;
    const where = `${host.localName}[${root.getAttribute('lang')}]`;
    const frame = (root.querySelector('.card') ?? root).getBoundingClientRect();
    /** @type {{ text: string, node: Node, rects: DOMRect[] }[]} */
    const texts = [];
    /** @type {{ text: string, node: Node, rects: DOMRect[] }[]} */
    const things = [];
    /** The button of a card stays in sight, over what scrolls behind it. @param {Node} node */
    const stays = (node) => {
      const bar = node.parentElement?.closest('.actions');
      return bar ? getComputedStyle(bar).position === 'sticky' : false;
    };
    for (const element of root.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      if (element.closest('.hidden, .website, .unseen, [hidden]') || style.visibility === 'hidden') continue;
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
        for (const a of one.rects.map((rect) => emBox(one.node, rect)))
          for (const b of other.rects.map((rect) => emBox(other.node, rect))) {
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (
              across > SLACK &&
              down > Math.min(a.em, b.em) / 8 &&
              !other.node.contains(one.node) &&
              stays(one.node) === stays(other.node)
            )
              found.push(`${where}: “${one.text}” lies over “${other.text}”`);
          }
    });
  }
  return [...new Set(found)];
}

/**
 * Lists words of Lojal's elements that are broken in the middle, because their line is too narrow. Runs inside a page.
 *
 * @param {string} selector the elements to check
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
      if (node.parentElement?.closest('.hidden, .website, .unseen, [hidden]')) continue;
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
