/** Our tags in the templates of Svelte 5: `import type {} from 'lojal/svelte'` once in a project. Types only. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Handlers, Props, Tags } from './tags.ts';

type Elements = {
  [Tag in keyof Tags]: Omit<HTMLAttributes<Tags[Tag]>, keyof Props<Tag>> &
    Props<Tag> &
    Handlers<Tag, 'on'> &
    Handlers<Tag, 'on:'>;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Elements {}
}
