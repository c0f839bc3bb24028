/** Reads the asking rules of a program, with every default filled in. */

import { QUESTION_KINDS } from '../registry.ts';
import type { AskingRules, Rule } from '../rules/rule.ts';
import { askDeclaration, MOST_RULES, type ruleDeclaration } from './ask-declaration.ts';
import { fitsScalar } from './fits-scalar.ts';
import type { ObjectType, Value, ValueType } from './vocabulary.ts';
import type { wordingDeclaration } from './wording-declaration.ts';

type WordingKey = keyof (typeof wordingDeclaration)['fields'];

/** Keys that the question itself reads when it is shown. */
const WORDING: Readonly<Record<WordingKey, true>> = {
  question: true,
  version: true,
  options: true,
  several: true,
  other: true,
  shuffle: true,
  next: true,
  testimonial: true,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An own property; nothing for one that is inherited. */
const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Readonly<Record<string, unknown>>)[key] : undefined;

type DefaultedRule = Value<typeof ruleDeclaration>;

/** Reads the value of `ask`. A part that cannot be used takes its default. Never throws on what JSON can hold. */
export function readAskingRules(
  json: unknown,
  declaration: { readonly cooldown: ValueType; readonly rule: ObjectType } = askDeclaration,
): AskingRules {
  let faulty = json !== undefined && !isObject(json);

  /** @param kind of the question, for defaults that depend on it */
  const read = (type: ValueType, given: unknown, kind = ''): unknown => {
    const otherwise = (type.type === 'number' ? type.defaultByKind?.[kind] : undefined) ?? type.default;
    const value = given === undefined ? otherwise : given;
    if (value === undefined) return undefined;
    if (type.type === 'object') return readObject(type, value, kind);
    if (type.type === 'list' && Array.isArray(value)) {
      const usable = value.slice(0, type.maximum).filter((item) => fitsScalar(type.items, item));
      if (usable.length < value.length) faulty = true;
      return usable;
    }
    if (fitsScalar(type, value)) return value;
    faulty = true;
    return otherwise;
  };
  /** An object with what its keys are read to; nothing where a required key is missing. */
  const readObject = ({ fields, required = [] }: ObjectType, value: unknown, kind: string, known: object = {}) => {
    const given = isObject(value) ? value : {};
    if (given !== value || Object.keys(given).some((key) => !Object.hasOwn({ ...fields, ...known }, key)))
      faulty = true;
    const made = Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, read(field, own(given, key), kind)]),
    );
    if (required.every((key) => made[key] !== undefined)) return made;
    faulty = true;
    return undefined;
  };
  /** A rule; nothing where its kind or event is not known, because the wrong customers would be asked. */
  const readRule = (name: string, source: unknown): Rule | undefined => {
    const { rule } = declaration;
    const given = isObject(source) ? source : {};
    const kind = (read(rule.fields.kind as ValueType, own(given, 'kind')) ??
      QUESTION_KINDS.find((one) => one === name)) as Rule['kind'] | undefined;
    const made = readObject(rule, source, kind ?? '', WORDING) as DefaultedRule;
    const { after, again } = made;
    if (given !== source || !kind || (own(given, 'after') !== undefined && !after)) {
      faulty = true;
      return undefined;
    }
    // A review is answered once per order. Without an event there is no order, so only days bound the review.
    const answered = again.answered || (kind === 'review' && !after ? anyRule().again.answered : 0);
    return { ...made, name, kind, again: { ...again, answered } };
  };
  const anyRule = () => readObject(declaration.rule, {}, '') as DefaultedRule;

  const { cooldown, ...named } = isObject(json) ? json : ({} as Readonly<Record<string, unknown>>);
  const names = Object.keys(named);
  if (names.length > MOST_RULES) faulty = true;
  const rules = names
    .slice(0, MOST_RULES)
    .map((name) => readRule(name, named[name]))
    .filter((rule) => rule !== undefined)
    .sort((a, b) => b.priority - a.priority);
  return { cooldown: read(declaration.cooldown, cooldown) as number, rules, faulty };
}
