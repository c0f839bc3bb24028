/** Makes an empty cell of a table's head an ordinary cell: an empty header says nothing to a screen reader. */
export function emptyHeaders(md) {
  md.core.ruler.push('empty-headers', ({ tokens }) => {
    for (const [i, token] of tokens.entries()) {
      if (token.type !== 'th_open' || tokens[i + 1].content.trim()) continue;
      token.tag = 'td';
      tokens[i + 2].tag = 'td';
    }
  });
}
