import { tag } from './tag.ts';

/**
 * `lojal.all.js`: every part is in this file, but runs only when a page needs it. Then Lit costs nothing on a page
 * without a tag, and where the page's policy refuses Lit, the promise is rejected and no error reaches the page.
 */
tag(() => import('./parts.ts'));
