import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { events } from '../schema/events.ts';
import { type EventFault, Problem } from './problem.ts';

/** A valid event, as far as the endpoint needs to know it; the schemas say the rest. */
export interface AnswerEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** RFC 3339. */
  readonly time: string;
  readonly subject?: string;
  readonly datacontenttype: 'application/json';
  readonly data: { readonly revision: number } & Readonly<Record<string, unknown>>;
}

const schemas = Object.values(events);

/** Whether a value may be the `subject` of an event, and so of a token. */
export const isSubject = new Ajv2020().compile<string>(events['nps-answered'].properties.subject);

/** The event types that the endpoint takes. */
export const eventTypes: readonly string[] = schemas.map((schema) => schema.properties.type.const);

/** A faulty event gets at most this many faults back: enough to mend it, and no more than a screen. */
const MOST_FAULTS = 20;

/**
 * Compiles the schemas, once for each endpoint.
 *
 * @returns a function that gives back the event it was given if that is valid
 * @throws (that function) Problem 422 with the faults
 */
export function createValidator(): (event: unknown) => AnswerEvent {
  // `allErrors` is bounded by the size of the body. `verbose` gives a message the description of what it is about.
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true });
  formats.default(ajv);
  const byType = new Map<unknown, ValidateFunction<AnswerEvent>>();
  for (const schema of schemas) byType.set(schema.properties.type.const, ajv.compile<AnswerEvent>(schema));

  return (event) => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw invalid([{ path: '', message: 'must be an object' }]);
    }
    const validate = byType.get('type' in event ? event.type : undefined);
    if (!validate) throw invalid([{ path: 'type', message: `must be ${quoted(eventTypes)}` }]);
    if (validate(event)) return event;
    throw invalid((validate.errors ?? []).map(toFault));
  };
}

/** A 422 that names what is wrong with `what`. */
export function invalid(all: readonly EventFault[], what = 'The event'): Problem {
  const faults = all.slice(0, MOST_FAULTS);
  const [first, ...others] = faults.map(({ path, message }) => `${path || what.toLowerCase()} ${message}`);
  const rest =
    others.length > 0 ? `, and ${others.length === 1 ? '1 more fault' : `${others.length} more faults`}` : '';
  return new Problem(422, `${what} is not valid: ${first}${rest}.`, { faults });
}

function toFault(error: ErrorObject): EventFault {
  const at = error.instancePath.split('/').slice(1);
  switch (error.keyword) {
    case 'required':
      return { path: dotted([...at, error.params.missingProperty]), message: 'is missing' };
    case 'additionalProperties':
      // The name comes from the sender, so it is cut before it is repeated.
      return { path: dotted([...at, error.params.additionalProperty.slice(0, 40)]), message: 'is not a known field' };
    case 'const':
      return { path: dotted(at), message: `must be ${quoted([error.params.allowedValue])}` };
    case 'enum':
      return { path: dotted(at), message: `must be ${quoted(error.params.allowedValues)}` };
    case 'pattern':
      return { path: dotted(at), message: `does not fit. Wanted: ${wanted(error)}` };
    default:
      return { path: dotted(at), message: String(error.message) };
  }
}

/** A pattern says little to a reader, so the schema's own description speaks for it. */
function wanted(error: ErrorObject): string {
  const description = String(error.parentSchema?.description);
  return `${description} No NUL character and no half of a surrogate pair`;
}

/** `['data', 'scopes', '2']` becomes `data.scopes[2]`. */
function dotted(path: readonly string[]): string {
  return path.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : i > 0 ? `.${step}` : step)).join('');
}

export function quoted(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(' or ');
}
