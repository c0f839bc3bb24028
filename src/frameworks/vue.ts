/** Our tags in the templates of Vue 3: `import type {} from 'lojal/vue'` once in a project. Types only. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { Camel, Events, Handlers, Props, Tags } from './tags.ts';

/** `lojal-answer` → `LojalAnswer`. */
type Pascal<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Pascal<Rest>}`
  : Capitalize<Name>;

/** `@lojal-answer` in a template is `onLojalAnswer` to the compiler. */
type Listeners<Tag extends keyof Tags> = {
  readonly [Name in keyof Events[Tag] & string as `on${Pascal<Name>}`]?: Handlers<Tag, ''>[Name &
    keyof Handlers<Tag, ''>];
};

type Component<Tag extends keyof Tags> = new () => Tags[Tag] & {
  $props: Omit<HTMLAttributes, keyof Props<Tag>> & PublicProps & Props<Tag> & Camel<Tag> & Listeners<Tag>;
};

type Elements = { [Tag in keyof Tags]: Component<Tag> };

declare module 'vue' {
  interface GlobalComponents extends Elements {}
}
