import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { imageSize } from 'image-size';

/** Writes the size of each picture into its tag, so that the page does not move when the picture arrives. */
export function imageSizes(md) {
  const render = md.renderer.rules.image;
  md.renderer.rules.image = (tokens, i, options, env, self) => {
    const token = tokens[i];
    const source = decodeURI(token.attrGet('src') ?? '');
    if (/^\.{0,2}\/?[\w./-]+\.(png|jpe?g|webp|svg)$/.test(source)) {
      const { width, height } = imageSize(readFileSync(join(dirname(env.realPath ?? env.path), source)));
      token.attrSet('width', String(width));
      token.attrSet('height', String(height));
    }
    return render(tokens, i, options, env, self);
  };
}
