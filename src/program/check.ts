import { warn } from '../elements/warn.ts';
import { address } from './address.ts';

const NUMBER = [/^-?\d+(\.\d+)?$/, 'a number'] as const;

/** What an attribute of `<lojal-program>` must look like, and that in words. */
const ACCEPTED: Readonly<Record<string, readonly [RegExp, string]>> = {
  customer: [/^[^@]+$/, 'an opaque id, never an e-mail address,'],
  currency: [/^[a-z]{3}$/i, 'a code of ISO 4217'],
  storage: [/^(local|session|none)$/, 'local, session or none'],
  'color-scheme': [/^(light|dark|system)$/, 'light, dark or system'],
  bridge: [/^dataLayer$/, 'dataLayer'],
  'content-type': [/^(application\/cloudevents\+json|text\/plain)$/, 'text/plain'],
  points: NUMBER,
  pending: NUMBER,
  spend: NUMBER,
  orders: NUMBER,
};

/** Warns once about each attribute that is not used because of what stands in it. */
export function check(program: HTMLElement): void {
  const refuse = (name: string, accepted: string): void =>
    warn(program.localName, `${name} is ${JSON.stringify(program.getAttribute(name))}; ${accepted} is accepted`);
  for (const [name, [pattern, accepted]] of Object.entries(ACCEPTED)) {
    const value = program.getAttribute(name);
    if (value && !pattern.test(value)) refuse(name, accepted);
  }
  // Of the two that are fetched, the fetch speaks.
  for (const name of ['endpoint', 'privacy-url']) {
    const value = program.getAttribute(name);
    if (value && !address(value)) refuse(name, 'an https address');
  }
}
