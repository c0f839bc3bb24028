import type { Flows } from '../elements/link.ts';
import type { PageProgram } from './serving.ts';

const KEY = 'lojal:draft:';

/** What only some questions need: drafts that outlive a reload, and what comes after an answer. */
export function flows(program: PageProgram & { readonly storage?: string | undefined }): Flows {
  // In this tab only, and under the customer's name: nobody else reads what was never sent.
  const key = (form: string): string => `${KEY}${program.customerId ?? ''}:${form}`;
  return {
    recall(form) {
      try {
        const draft: unknown = JSON.parse(sessionStorage.getItem(key(form)) ?? '');
        return typeof draft === 'object' && draft ? { ...draft } : undefined;
      } catch {
        // Denied, or nothing was kept.
        return undefined;
      }
    },
    keep(form, draft) {
      try {
        if (!draft) sessionStorage.removeItem(key(form));
        else if (program.storage !== 'none') sessionStorage.setItem(key(form), JSON.stringify(draft));
      } catch {
        // Denied or full: the draft lasts as long as the page.
      }
    },
    testimonial(from) {
      // By a name of its own: it is no review, and does not stand for one.
      const attributes = { mode: 'corner', name: 'testimonial', purpose: 'testimonial' };
      import('./ask.ts')
        .then(({ summon }) => summon(from.localName.replace(/\w+$/, 'review'), attributes))
        .then(
          (card) => card?.show(),
          () => {},
        );
    },
  };
}

/** Forgets all drafts of this tab. */
export function forget(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(KEY)) sessionStorage.removeItem(name);
  } catch {
    // Denied: nothing was kept either.
  }
}
