/** The link beside a heading is called as the heading reads, without the Markdown of a link in it. */
export function headingNames(md) {
  md.core.ruler.before('anchor', 'heading-names', ({ tokens }) => {
    for (const [i, { type }] of tokens.entries()) {
      const { children } = tokens[i + 1] ?? {};
      if (type !== 'heading_open' || !children?.some((child) => child.type === 'link_open')) continue;
      tokens[i + 1].content = children.map(({ content }) => content).join('');
    }
  });
}
