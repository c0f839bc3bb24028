/**
 * Every message to a developer, by code. Only pages with a mistake load this file. lojal.all.js loads it from the folder
 * of the script, so this file must not import a module that has state.
 */
import { configMessages } from './config-messages.ts';
import { elementMessages } from './element-messages.ts';
import { compose, type Message } from './message.ts';
import { pageMessages } from './page-messages.ts';
import { requestMessages } from './request-messages.ts';

const catalogue = {
  ...elementMessages,
  ...pageMessages,
  ...requestMessages,
  ...configMessages,
};

export type Catalogue = typeof catalogue;
/** `lojal/…`: the end of each message, and its heading in docs/troubleshooting.md. */
export type Code = keyof Catalogue;
/** A code with its facts. */
export type Finding = { [C in Code]: readonly [code: C, ...facts: Parameters<Catalogue[C]>] }[Code];

export const codes = Object.keys(catalogue) as readonly Code[];

/** The message of an entry, without the name of the element or function that reports it. */
export const sentence = (...[code, ...facts]: Finding): string =>
  compose(code, (catalogue[code] as (...facts: readonly unknown[]) => Message)(...facts));
