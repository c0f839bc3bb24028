import type { FormNode } from './form-node.ts';
import { isRecord } from './form-path.ts';
import { programTree } from './program-tree.ts';

/** A language tag: `sv`, `pt-BR`. */
const LANGUAGE_TAG = /^[a-z]{2}(-[A-Za-z0-9]{2,8})*$/;

/** By program: a change makes another one, and each field of the form asks. */
const known = new WeakMap<object, readonly string[]>();

function* tagsOf({ shape, children }: FormNode): Generator<string> {
  for (const child of children)
    if (shape === 'byLanguage') yield String(child.path.at(-1));
    else yield* tagsOf(child);
}

/** The languages in which a program has texts, in the order of their first text. The schema says what a text is. */
export function languagesOf(program: unknown): readonly string[] {
  if (!isRecord(program)) return [];
  const tags = known.get(program) ?? [
    ...new Set([...tagsOf(programTree(program))].filter((tag) => LANGUAGE_TAG.test(tag))),
  ];
  known.set(program, tags);
  return tags;
}
