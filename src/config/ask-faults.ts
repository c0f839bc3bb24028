/** Names the faults of the asking rules. `ask-reader.ts` says what is used instead. */

import { QUESTION_KINDS } from '../registry.ts';
import { askDeclaration, MOST_RULES } from './ask-declaration.ts';
import { objectReader } from './object-reader.ts';
import type { Fault } from './parsed.ts';
import { addFault, isObject, parse, type Reader, refuse } from './reader.ts';
import { readerOf } from './value-reader.ts';
import type { ObjectType } from './vocabulary.ts';
import { wordingDeclaration } from './wording-declaration.ts';

/** A rule with the words of its question. */
export const askEntryDeclaration = {
  type: 'object',
  fields: { ...askDeclaration.rule.fields, ...wordingDeclaration.fields },
} as const satisfies ObjectType;

const readFields = readerOf(askEntryDeclaration);
const readCooldown = readerOf(askDeclaration.cooldown);

const readRule: Reader<unknown> = (value, log, made) => {
  const rule = readFields(value, log, made) as { readonly after?: unknown } | undefined;
  if (isObject(value) && value.after !== undefined && !rule?.after)
    addFault(log, 'lojal/rule-without-event', { outcome: 'The question is not asked' });
  return rule;
};

/** The faults of the value of `ask`, each with what is accepted in its place. */
export function askFaults(json: unknown): readonly Fault[] {
  const read: Reader<unknown> = (value, log, made) => {
    if (!isObject(value)) return refuse(log, value, 'an object of rules');
    const names = Object.keys(value).filter((name) => name !== 'cooldown');
    const known: Record<string, Reader<unknown>> = { cooldown: readCooldown };
    for (const name of names.slice(0, MOST_RULES)) {
      known[name] = readRule;
      const kind = isObject(value[name]) ? value[name].kind : undefined;
      if (kind === undefined && !QUESTION_KINDS.some((one) => one === name))
        addFault(log, 'lojal/rule-without-kind', {
          path: `.${name.slice(0, 40)}`,
          accepted: QUESTION_KINDS.join(', '),
          outcome: 'The question is not asked',
        });
    }
    return objectReader({}, known, { cooldown: askDeclaration.cooldown.default })(value, log, made);
  };
  return parse(read, json, 'ask', undefined).faults.map((fault) => ({
    ...fault,
    path: fault.path === 'ask' ? 'ask' : `ask.${fault.path}`,
  }));
}
