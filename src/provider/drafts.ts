/**
 * Keeps half-given answers. One belongs to a customer and a question, not to an element: an element that is drawn anew, a
 * second copy on the page, the page after a reload and another tab continue the same answer, under the same id.
 */

import type { Drafts, HalfAnswer, HalfGivenForm } from '../elements/shared/program-consumer.ts';
import { parse, toJson } from '../json.ts';
import { answerIds } from './answer-ids.ts';
import type { PageProgram } from './page-programs.ts';

/** What was written, in the session storage of this tab. */
const KEY = 'lojal:draft:';
/** A half-given answer is stored after a pause of this many ms, or when the page is left. */
const PAUSE = 500;

/** The half-given answers of this page. */
const live = new Map<string, HalfAnswer>();
/** The forms on the page, by what they ask whom. */
const forms = new Map<string, Set<HalfGivenForm>>();
/** What is not stored yet, as JSON by key. */
const unsaved = new Map<string, string>();
let pause: ReturnType<typeof setTimeout> | undefined;

/** Runs `act` on the storage. Where storage is denied or full, half-given answers are kept as long as the page. */
function withStorage(act: (storage: Storage) => void): void {
  try {
    act(sessionStorage);
  } catch {
    // Storage is denied or full.
  }
}

function save(): void {
  clearTimeout(pause);
  removeEventListener('pagehide', save, true);
  for (const [key, given] of unsaved) withStorage((storage) => storage.setItem(KEY + key, given));
  unsaved.clear();
}

/** The stored half-given answer as JSON; an empty text where there is none. */
function stored(key: string): string {
  let text = unsaved.get(key) ?? '';
  if (!text)
    withStorage((storage) => {
      text = storage.getItem(KEY + key) ?? '';
    });
  return text;
}

function read(text: string): HalfAnswer | undefined {
  try {
    const given: unknown = parse(text);
    return typeof given === 'object' && given ? { ...given } : undefined;
  } catch {
    // There is none, or another script wrote the entry.
    return undefined;
  }
}

/** The half-given answers to a program's questions. */
export function openDrafts(program: PageProgram): Drafts {
  const keep = program.storage !== 'none';
  return {
    join(key, form) {
      const joined = forms.get(key) ?? new Set();
      forms.set(key, joined.add(form));
      return () => joined.delete(form);
    },
    recall(key) {
      const text = keep ? stored(key) : '';
      const given = text ? read(text) : live.get(key);
      return given && { given, here: live.has(key) };
    },
    idOf(key) {
      const id = live.get(key)?.id;
      return typeof id === 'string' ? id : keep ? answerIds(program.storage).find(key) : undefined;
    },
    keep(key, given, from, phase) {
      if (given) live.set(key, given);
      else live.delete(key);
      if (given && keep) {
        answerIds(program.storage).note(key, String(given.id));
        unsaved.set(key, toJson(given));
        clearTimeout(pause);
        pause = setTimeout(save, PAUSE);
        addEventListener('pagehide', save, true);
      } else {
        unsaved.delete(key);
        withStorage((storage) => storage.removeItem(KEY + key));
        answerIds(program.storage).remove(key);
      }
      for (const form of forms.get(key) ?? []) if (form !== from) form.take(given, phase);
    },
    async testimonial(from) {
      // If the file cannot be loaded, the testimonial is not asked for.
      const file = await import('../triggers/open-testimonial.ts').catch(() => undefined);
      await file?.openTestimonial(program, from);
    },
  };
}

/** Removes all half-given answers of this tab, also from the forms. */
export function forgetDrafts(): void {
  unsaved.clear();
  live.clear();
  withStorage((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(KEY)) storage.removeItem(name);
  });
  answerIds(undefined).clear();
  for (const joined of forms.values()) for (const form of joined) form.take(undefined);
}
