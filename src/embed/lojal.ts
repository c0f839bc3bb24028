import type { Part } from './api.ts';
import { tag } from './tag.ts';

/**
 * `lojal.js`: the parts are files beside it. Their addresses come from the tag's own `src`, because in a classic
 * script of another origin `import('./x.js')` would start from `about:blank`.
 */
tag(
  (part: Part, script) => import(/* @vite-ignore */ new URL(`lojal.${part}.js`, script?.src ?? document.baseURI).href),
);
