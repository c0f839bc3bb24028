/** Messages about the JSON of the program, its asking rules and the account. */
import type { FaultCode } from '../config/parsed.ts';
import type { Message } from './message.ts';

/** The facts of each message: the fields of a `Fault`, after the name of the JSON that it is in. */
type FaultMessage = (
  source: 'program' | 'account',
  path: string,
  found: string,
  accepted: string,
  outcome: string,
) => Message;

/** The last key of a path. */
const keyOf = (path: string): string => path.replace(/.*\./, '');

export const configMessages = {
  'lojal/invalid-json': (source, path, found, _, outcome) => ({
    wrong: `${source}: ${path} cannot be parsed: ${found}`,
    outcome,
  }),
  'lojal/json-too-long': (source, path, _, accepted, outcome) => ({
    wrong: `${source}: ${path} is too long`,
    accepted,
    outcome,
  }),
  'lojal/invalid-value': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} is ${found}`,
    accepted,
    outcome,
  }),
  'lojal/unreadable-value': (source, path, _, accepted, outcome) => ({
    wrong: `${source}: reading ${path} throws an error`,
    accepted,
    outcome,
  }),
  'lojal/unknown-key': (source, path, meant, known, outcome) => ({
    wrong: `${source}: ${path} is not a known key`,
    ...(meant ? { fix: `Did you mean ${meant}?` } : { accepted: known }),
    outcome,
  }),
  'lojal/invalid-key': (source, path, _, accepted, outcome) => ({
    wrong: `${source}: ${path} has a key that is not ${accepted}`,
    outcome,
  }),
  'lojal/too-many': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} has ${found}`,
    accepted: `at most ${accepted}`,
    outcome,
  }),
  'lojal/text-too-long': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} has ${found} characters`,
    accepted: `at most ${accepted}`,
    outcome,
  }),
  'lojal/too-precise': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} is ${found}`,
    accepted,
    outcome,
  }),
  'lojal/duplicate': (source, path, noun, _, outcome) => ({
    wrong: `${source}: ${path} is the same as in another ${noun}`,
    accepted: `a different ${keyOf(path)} for each ${noun}`,
    outcome,
  }),
  'lojal/too-few': (source, path, _, accepted, outcome) => ({
    wrong: `${source}: ${path} is empty`,
    accepted,
    outcome,
  }),
  'lojal/hard-to-follow': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} has ${found}, and customers can hardly follow more than ${accepted}`,
    outcome,
  }),
  'lojal/levels-unsorted': (source, path, found, _, outcome) => ({
    wrong: `${source}: ${path} is not in ascending order of "from"`,
    fix: `Write the levels in this order: ${found}`,
    outcome,
  }),
  'lojal/incomplete-pair': (source, path, missing, _, outcome) => ({
    wrong: `${source}: ${path} is given without ${missing}`,
    accepted: 'both or neither',
    outcome,
  }),
  'lojal/unknown-entry': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} is a ${found}, and the ledger has no ${accepted} with this id`,
    outcome,
  }),
  'lojal/currency-differs': (source, path, found, accepted, outcome) => ({
    wrong: `${source}: ${path} is ${found}, and amounts are in ${accepted}`,
    fix: `Write every amount in ${accepted}`,
    outcome,
  }),
  'lojal/rule-without-kind': (source, path, _, accepted, outcome) => ({
    wrong: `${source}: ${path} has no "kind"`,
    accepted,
    fix: 'Write "kind": "nps"',
    outcome,
  }),
  'lojal/rule-without-event': (source, path, _, __, outcome) => ({
    wrong: `${source}: ${path}.after names no event`,
    fix: 'Write "after": { "event": "purchase" }',
    outcome,
  }),
  'lojal/more-faults': (source, _path, found, _accepted, _outcome) => ({
    wrong: `${source}: there are ${found} more faults`,
    fix: 'Fix the reported ones first',
  }),
} satisfies Readonly<Record<FaultCode, FaultMessage>>;
