import type { Answer } from '../elements/shared/events.ts';
import { parse, toJson } from '../json.ts';

/** What is known of an answer beside what the person said. */
export interface Sender {
  /** The page's origin. */
  readonly source: string;
  /** The shop's opaque id of the customer. */
  readonly subject: string | undefined;
  /** When the person answered, RFC 3339. */
  readonly time: string;
  readonly revision: number;
}

/** The CloudEvent (1.0, structured JSON) of an answer, as the text that is posted. */
export function cloudEvent({ id, kind, data }: Answer, { source, subject, time, revision }: Sender): string {
  return toJson({
    specversion: '1.0',
    id,
    source,
    type: `lojal.${kind}.answered.v1`,
    time,
    subject,
    datacontenttype: 'application/json',
    data: { ...data, revision },
  });
}

/** The answer in a CloudEvent that was stored. */
export function answerOf(body: string): Answer {
  const { id, type, data } = parse(body) as { id: string; type: string; data: Record<string, unknown> };
  const { revision, ...fields } = data;
  return { id, kind: type.split('.')[1] as Answer['kind'], data: fields };
}
