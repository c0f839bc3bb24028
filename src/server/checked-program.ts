/** Checks a program that an owner posts, by the full reader. */
import { askFaults } from '../config/ask-faults.ts';
import { parseFullProgram } from '../config/full-program.ts';
import type { Fault, FaultCode } from '../config/parsed.ts';
import { isObject } from '../config/reader.ts';
import type { FullProgram } from '../loyalty/types.ts';
import type { StoredProgram } from './db/program-store.ts';
import { calendarDay } from './ledger/calendar-day.ts';
import type { EventFault } from './problem.ts';
import { invalidBody } from './validate.ts';

/** What a fault says, where it does not name what is accepted. Never the posted value. */
const WORDS: Partial<Record<FaultCode, (fault: Fault) => string>> = {
  'lojal/unknown-key': ({ found }) => `is not a known key${found && `. Did you mean ${found}?`}`,
  'lojal/invalid-key': ({ accepted }) => `has a key that is not ${accepted}`,
  'lojal/too-many': ({ accepted }) => `must have at most ${accepted}`,
  'lojal/text-too-long': ({ accepted }) => `must have at most ${accepted}`,
  'lojal/duplicate': ({ found }) => `is the same as in another ${found}`,
  'lojal/hard-to-follow': ({ accepted }) => `must have at most ${accepted}`,
  'lojal/levels-unsorted': () => 'must be in ascending order of "from"',
  'lojal/incomplete-pair': ({ found }) => `needs ${found} beside it`,
  'lojal/rule-without-kind': ({ accepted }) => `needs a "kind": ${accepted}`,
  'lojal/rule-without-event': () => 'needs "after": { "event": … }',
  'lojal/more-faults': ({ found }) => `has ${found} more faults`,
};

const asBodyFault = (fault: Fault): EventFault => ({
  path: fault.path === 'the program' ? 'program' : `program.${fault.path}`,
  message: WORDS[fault.code]?.(fault) ?? `must be ${fault.accepted}`,
});

/** The fault of a time zone that this machine does not know. */
function zoneFaults({ timeZone }: FullProgram): readonly EventFault[] {
  try {
    calendarDay(0, timeZone);
    return [];
  } catch {
    return [{ path: 'program.timeZone', message: 'must be a time zone that this server knows, as Europe/Stockholm' }];
  }
}

/** A program without a fault. */
export interface CheckedProgram extends StoredProgram {
  readonly program: FullProgram;
}

/** @throws Problem 422 with every fault and its place */
export function checkProgram(json: unknown): CheckedProgram {
  const { value: program, faults } = parseFullProgram(json);
  const asked = isObject(json) && json.ask !== undefined ? askFaults(json.ask) : [];
  const all = [...faults, ...asked].map(asBodyFault);
  const found = all.length > 0 ? all : zoneFaults(program);
  if (found.length > 0) throw invalidBody(found, 'The program');
  return { program, currency: program.currency, timeZone: program.timeZone ?? null, text: JSON.stringify(json) };
}
