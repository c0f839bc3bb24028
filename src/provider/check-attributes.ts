import { report } from '../diagnostics/report.ts';
import { customerIdOf } from './customer-id.ts';
import { resolveUrl } from './resolve-url.ts';

const isUrl = (value: string): boolean => resolveUrl(value) !== undefined;
const matches =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);
const isNumber = matches(/^-?\d+(\.\d+)?$/);

/** The attributes of `<lojal-program>` that are checked here. Requests report the addresses of the two JSON files. */
const CHECKS = {
  endpoint: ['lojal/attribute-url', isUrl],
  server: ['lojal/attribute-url', isUrl],
  'privacy-url': ['lojal/attribute-url', isUrl],
  currency: ['lojal/attribute-currency', matches(/^[a-z]{3}$/i)],
  storage: ['lojal/attribute-value', matches(/^(local|session|none)$/)],
  'color-scheme': ['lojal/attribute-value', matches(/^(light|dark|system)$/)],
  bridge: ['lojal/attribute-value', matches(/^dataLayer$/)],
  'content-type': ['lojal/attribute-value', matches(/^(application\/cloudevents\+json|text\/plain)$/)],
  points: ['lojal/attribute-number', isNumber],
  pending: ['lojal/attribute-number', isNumber],
  spend: ['lojal/attribute-number', isNumber],
  orders: ['lojal/attribute-number', isNumber],
} as const;

/** Reports attributes with an invalid value, and a `customer` that is not an id, whether an attribute or a script has set it. */
export function checkAttributes(program: HTMLElement & { readonly customer?: unknown }): void {
  // The loader makes the element in <head> from the attributes of the script tag: there the names begin with `data-`.
  const prefix = program.parentElement === document.head ? 'data-' : '';
  const { customer } = program;
  if ((customer ?? '') !== '' && !customerIdOf(customer))
    report(program.localName, 'lojal/attribute-customer', `${prefix}customer`, customer);
  for (const [name, [code, accepts]] of Object.entries(CHECKS)) {
    const value = program.getAttribute(name);
    if (!value || accepts(value)) continue;
    if (code === 'lojal/attribute-number') report(program.localName, code, prefix + name, value, 'number');
    else report(program.localName, code, prefix + name, value);
  }
}
