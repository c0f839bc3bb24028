import { tag } from './tag.ts';

/**
 * `lojal.js`: loads the parts from the folder of the script. In a classic script from another origin, `import('./x.js')` would
 * resolve against `about:blank`.
 */
tag(async (part, folder) => import(/* @vite-ignore */ new URL(`lojal.${part}.js`, folder).href));
