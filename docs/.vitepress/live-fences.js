/**
 * On the page of an element, a block of HTML is shown twice: as the elements themselves, and as code. A block with a script is
 * code only, because the site runs no script that stands in a page.
 */
export function liveFences(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, i, options, env, self) => {
    const { info, content } = tokens[i];
    const code = fence(tokens, i, options, env, self);
    if (
      info.trim() !== 'html' ||
      !env.relativePath?.startsWith('elements/') ||
      !/<lojal-/.test(content) ||
      /<script/.test(content)
    )
      return code;
    return `<LiveExample code="${encodeURIComponent(content)}" />\n${code}`;
  };
}
