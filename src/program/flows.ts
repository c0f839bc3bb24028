import type { Flows } from '../elements/link.ts';
import type { PageProgram } from './serving.ts';

const KEY = 'lojal:draft:';
/** Typing is written down once it pauses this long (ms), or the page is left. */
const PAUSE = 500;

/** Drafts that are not written down yet, as JSON by key. */
const fresh = new Map<string, string>();
let pause: ReturnType<typeof setTimeout> | undefined;

/** Without its storage, denied or full, a draft lasts as long as the page. */
function store(act: (storage: Storage) => void): void {
  try {
    act(sessionStorage);
  } catch {
    // Then nothing is in it either.
  }
}

function write(): void {
  clearTimeout(pause);
  removeEventListener('pagehide', write, true);
  for (const [key, draft] of fresh) store((storage) => storage.setItem(key, draft));
  fresh.clear();
}

/** What only some questions need: drafts that outlive a reload, and what comes after an answer. */
export function flows(program: PageProgram & { readonly storage?: string | undefined }): Flows {
  // In this tab only, and under the customer's name: nobody else reads what was never sent.
  const key = (form: string, customer = ''): string => `${KEY}${customer}:${form}`;
  return {
    recall(form) {
      const own = key(form, program.customerId);
      let text = fresh.get(own);
      if (!text)
        store((storage) => {
          text = storage.getItem(own) ?? '';
        });
      try {
        const draft: unknown = JSON.parse(text ?? '');
        return typeof draft === 'object' && draft ? { ...draft } : undefined;
      } catch {
        // Nothing was kept, or somebody else has written there.
        return undefined;
      }
    },
    keep(form, draft) {
      const own = key(form, program.customerId);
      if (draft && program.storage !== 'none') {
        fresh.set(own, JSON.stringify(draft));
        clearTimeout(pause);
        pause = setTimeout(write, PAUSE);
        addEventListener('pagehide', write, true);
        return;
      }
      // What was begun as a guest is the same person's.
      for (const one of [own, key(form)]) {
        fresh.delete(one);
        store((storage) => storage.removeItem(one));
      }
    },
    async testimonial(from) {
      const door = await import('./ask.ts').catch(() => undefined);
      const lang = from.getAttribute('lang');
      // A name of its own: it is not the review that a customer is asked for once an order.
      const attributes = { mode: 'corner', name: 'testimonial', purpose: 'testimonial', ...(lang && { lang }) };
      const around = document.body.contains(program) ? program : document.body;
      const card = await door?.summon(from.localName.replace(/\w+$/, 'review'), attributes, around);
      card?.show();
      card?.focus();
    },
  };
}

/** Forgets all drafts of this tab. */
export function forget(): void {
  fresh.clear();
  store((storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(KEY)) storage.removeItem(name);
  });
}
