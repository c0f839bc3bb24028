/** Names what is wrong in the asking rules. What holds instead is `ask.ts`'s to say: this only speaks. */
import { EVENT, KINDS, PATTERN } from './ask.ts';
import { list } from './list.ts';
import { complain, flag, isObject, type Log, number, oneOf, parse, type Read, shape, word } from './read.ts';
import type { Fault } from './types.ts';
import { id, line, link, text } from './words.ts';

const days = number(0, 36_500);
const pattern = word('a path that begins with / or *', (text) => (PATTERN.test(text) ? text : undefined));
const event = word('a text of 1 to 60 characters', (text) => (EVENT.test(text) ? text : undefined));
const tag = word('a language like sv or en-GB', (text) =>
  /^[a-z]{2,3}(-[a-z\d]{2,8})*$/i.test(text) ? text : undefined,
);

const fields: { readonly [key: string]: Read<unknown> } = {
  kind: oneOf(...KINDS),
  mode: oneOf('corner', 'tab'),
  after: shape<{ event: string; days: number; within: number }>({ event, days, within: days }, ['event']),
  urls: shape<{ allow: string[]; deny: string[] }>({
    allow: list(pattern, 'pattern', 50),
    deny: list(pattern, 'pattern', 50),
  }),
  delay: number(0, 86_400),
  scroll: number(0, 100),
  dwell: number(0, 86_400),
  exit: flag,
  segment: shape<{ tier: string[]; orders: { min: number; max: number }; lang: string[] }>({
    tier: list(id, 'tier', 50),
    orders: shape<{ min: number; max: number }>({ min: number(0, 1e9), max: number(0, 1e9) }),
    lang: list(tag, 'language', 50),
  }),
  sample: number(0, 1),
  again: shape<{ shown: number; dismissed: number; answered: number }>({
    shown: days,
    dismissed: days,
    answered: days,
  }),
  showings: number(1, 1000),
  priority: number(-1000, 1000),
  question: text,
  version: line,
  options: list(shape<{ id: string; text: unknown }>({ id, text }, ['id', 'text']), 'option', 20, ['id']),
  several: flag,
  other: flag,
  shuffle: flag,
  next: shape<{ text: unknown; url: string }>({ text, url: link }, ['text', 'url']),
  testimonial: flag,
};

const rule: Read<Readonly<Record<string, unknown>>> = (value, log, made) => {
  const read = shape<Record<string, unknown>>(fields)(value, log, made);
  if (isObject(value) && value.after !== undefined && !read?.after)
    complain(log, 'not asked', 'a rule is left out when it is not known after what to ask');
  return read;
};

/** What is wrong with `ask`, each with what is accepted there. */
export function askFaults(json: unknown): readonly Fault[] {
  const ask: Read<unknown> = (value, log: Log, made) => {
    if (!isObject(value)) return complain(log, 'no object', 'an object of rules is accepted, nothing is asked');
    const names = Object.keys(value).filter((name) => name !== 'cooldown');
    const known: Record<string, Read<unknown>> = { cooldown: days };
    for (const name of names.slice(0, 20)) {
      known[name] = rule;
      const kind = isObject(value[name]) ? value[name].kind : undefined;
      if (kind === undefined && !KINDS.some((one) => one === name))
        complain(
          log,
          'without a kind',
          `one of ${KINDS.join(', ')} is needed, nothing is asked`,
          `.${name.slice(0, 40)}`,
        );
    }
    return shape<Record<string, unknown>>(known)(value, log, made);
  };
  return parse(ask, json, 'ask', undefined).faults.map((fault) => ({
    ...fault,
    path: fault.path === 'ask' ? 'ask' : `ask.${fault.path}`,
  }));
}
