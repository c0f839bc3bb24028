/** Our tags in the JSX of React 19: `import type {} from 'lojal/react'` once in a project. Types only. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Handlers, Props, Tags } from './tags.ts';

type Elements = {
  [Tag in keyof Tags]: Omit<DetailedHTMLProps<HTMLAttributes<Tags[Tag]>, Tags[Tag]>, keyof Props<Tag>> &
    Props<Tag> &
    Handlers<Tag, 'on'>;
};

declare module 'react' {
  // biome-ignore lint/style/noNamespace: React keeps its tags in one
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
