import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { events } from '../schema/events.ts';
import { compileLater } from './compile-later.ts';
import { type EventFault, Problem } from './problem.ts';
import { quoteList, toFaults } from './schema-faults.ts';
import { isStorable } from './storable.ts';

/** A valid event: the fields that the server uses. The schemas define the rest. */
export interface AnsweredEvent {
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

/** Whether a value is a valid `subject` of an event and of a token. */
export const isSubject = new Ajv2020().compile<string>(events['nps-answered'].properties.subject);

/** Whether a value is a valid `id` of an event. */
export const isAnswerId = new Ajv2020().compile<string>(events['nps-answered'].properties.id);

/** The accepted event types. */
export const eventTypes: readonly string[] = schemas.map((schema) => schema.properties.type.const);

/** The most faults that one response lists. */
const MAX_FAULTS = 20;

/** The validators by event type. */
const compileOnce = compileLater((): ReadonlyMap<unknown, ValidateFunction<AnsweredEvent>> => {
  // The size of the body bounds `allErrors`. `verbose` adds the schema to each error, for its description.
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true });
  formats.default(ajv);
  return new Map(schemas.map((schema) => [schema.properties.type.const, ajv.compile<AnsweredEvent>(schema)] as const));
});

/**
 * @returns a function that returns a valid event, and throws Problem 422 with the faults of an invalid one. A field that the
 * schema does not name is no fault
 */
export function createValidator(): (event: unknown) => AnsweredEvent {
  const byType = compileOnce();
  return (event) => {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) {
      throw invalidBody([{ path: '', message: 'must be an object' }]);
    }
    const validate = byType.get('type' in event ? event.type : undefined);
    if (!validate) throw invalidBody([{ path: 'type', message: `must be ${quoteList(eventTypes)}` }]);
    if (validate(event)) return event;
    // A widget may be newer than its server. Fields that this version does not know are stored and exported.
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'additionalProperties');
    if (errors.length > 0) throw invalidBody(toFaults(errors));
    if (isStorable(event)) return event as AnsweredEvent;
    throw invalidBody([{ path: '', message: 'has a field with a NUL, a lone surrogate or too many levels' }]);
  };
}

/** A 422 with the faults of `what`. */
export function invalidBody(all: readonly EventFault[], what = 'The event'): Problem {
  const faults = all.slice(0, MAX_FAULTS);
  const [first, ...others] = faults.map(({ path, message }) => `${path || what.toLowerCase()} ${message}`);
  const rest =
    others.length > 0 ? `, and ${others.length === 1 ? '1 more fault' : `${others.length} more faults`}` : '';
  return new Problem(422, `${what} is not valid: ${first}${rest}.`, { faults });
}
