import { useFolder } from 'lojal:folder';
import { tag } from './tag.ts';

/**
 * `lojal.all.js`: the file contains every part, and runs a part only when the page needs it. So Lit costs nothing on a page
 * without an element; where the page's policy refuses Lit, the promise rejects and the page sees no error.
 */
tag(async (_, folder, lost) => {
  useFolder(folder, lost);
  // In a task of its own, so that the page can respond between reading this file and rendering.
  await new Promise((resolve) => setTimeout(resolve));
  return import('lojal:parts');
});
