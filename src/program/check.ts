import { address } from './address.ts';
import { advise } from './advise.ts';

/** What attributes of `<lojal-program>` must look like; `refused.ts` has the words for it. */
const ACCEPTED: Readonly<Record<string, RegExp>> = {
  customer: /^[^@]+$/,
  currency: /^[a-z]{3}$/i,
  storage: /^(local|session|none)$/,
  'color-scheme': /^(light|dark|system)$/,
  bridge: /^dataLayer$/,
  'content-type': /^(application\/cloudevents\+json|text\/plain)$/,
};
const NUMBER = /^-?\d+(\.\d+)?$/;

/** Warns once about each attribute that is not used because of what stands in it. */
export function check(program: HTMLElement): void {
  const fits = (name: string, value: string): unknown =>
    /^(points|pending|spend|orders)$/.test(name)
      ? NUMBER.test(value)
      : // Of the two that are fetched, the fetch speaks.
        /^(endpoint|privacy-url)$/.test(name)
        ? address(value)
        : (ACCEPTED[name]?.test(value) ?? true);
  // One that the script tag made has its attributes from there.
  for (const { name, value } of program.attributes)
    if (value && !fits(name, value))
      advise(program.localName, 'refused', name, value, program.parentElement === document.head ? 'data-' : '');
}
