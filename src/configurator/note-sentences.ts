import { configurator } from '../locales/en.configurator.ts';
import type { SnippetNote } from '../snippet/shop-configuration.ts';
import { filled } from './configurator-element.ts';

/** What was not taken over as it was, in words. */
export const noteSentences = (notes: readonly SnippetNote[]): readonly string[] =>
  notes.map(({ kind, where, what }) => filled(configurator.notes[kind], { where, what }));
