/** The faults that a JSON Schema finds, in words. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { EventFault } from './problem.ts';

/** @param root the path of the value within the body */
export const toFaults = (errors: readonly ErrorObject[], root: readonly string[] = []): readonly EventFault[] =>
  errors.map((error) => toFault(error, root));

function toFault(error: ErrorObject, root: readonly string[]): EventFault {
  const at = [...root, ...error.instancePath.split('/').slice(1)];
  switch (error.keyword) {
    case 'required':
      return { path: dotted([...at, error.params.missingProperty]), message: 'is missing' };
    case 'additionalProperties':
      return { path: dotted(at), message: 'has a field that is not known' };
    case 'const':
      return { path: dotted(at), message: `must be ${quoteList([error.params.allowedValue])}` };
    case 'enum':
      return { path: dotted(at), message: `must be ${quoteList(error.params.allowedValues)}` };
    case 'pattern':
      return { path: dotted(at), message: `does not match. Expected: ${describePattern(error)}` };
    default:
      return { path: dotted(at), message: String(error.message) };
  }
}

/** The description in the schema, which says more to a reader than the pattern. */
function describePattern(error: ErrorObject): string {
  const description = String(error.parentSchema?.description);
  return `${description} No NUL character, no lone surrogate`;
}

/** `['data', 'scopes', '2']` becomes `data.scopes[2]`. */
function dotted(path: readonly string[]): string {
  return path.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : i > 0 ? `.${step}` : step)).join('');
}

export function quoteList(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(' or ');
}
