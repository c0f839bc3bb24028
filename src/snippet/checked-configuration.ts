/** Reads a configuration that anybody may have written: from an address, or from a snippet. Nothing that runs code gets through. */
import { isObject } from '../config/reader.ts';
import { ELEMENT_NAMES, type ElementName } from '../registry.ts';
import { isKnownAttribute, isRefusedAttribute } from './known-attributes.ts';
import { isLookName, isLookValue, type LookName } from './look-names.ts';
import { isTemplated } from './platform-values.ts';
import {
  type AttributeList,
  attributeOf,
  EMPTY_CONFIGURATION,
  MOST,
  PLATFORMS,
  type PlacedElement,
  type Platform,
  type ShopConfiguration,
  type SnippetNote,
} from './shop-configuration.ts';
import { hasForeignTemplate } from './template-code.ts';

/** A configuration that can be used, and what was not taken over as it was. */
export interface CheckedConfiguration {
  readonly value: ShopConfiguration;
  readonly notes: readonly SnippetNote[];
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** A name that HTML reads as one attribute. HTML makes it lower case. */
const ATTRIBUTE = /^[a-z][a-z\d_.:-]*$/;
/** NUL is no character of HTML, and a carriage return is read as a line feed. */
const hasNoText = (text: string): boolean => /[\0\r\ue000\ue001\p{Surrogate}]/u.test(text);

/** Collects what is not used. */
class Notes {
  readonly all: SnippetNote[] = [];

  add(kind: SnippetNote['kind'], where: string, what: unknown, isKept = false): void {
    this.all.push({ kind, where: shortened(where), what: shortened(String(what)), isKept });
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Whether a text can be written into a page of the platform, and means the same there. */
const isUsable = (text: string, platform: Platform): boolean =>
  !hasNoText(text) && !(isTemplated(platform) && hasForeignTemplate(text));

function attributes(list: unknown, tag: ElementName | 'script', platform: Platform, notes: Notes): AttributeList {
  const where = tag === 'script' ? 'script' : `lojal-${tag}`;
  const kept: (readonly [string, string])[] = [];
  for (const pair of listOf(list)) {
    const [name, value] = listOf(pair);
    const isPair = typeof name === 'string' && typeof value === 'string';
    if (!isPair || !ATTRIBUTE.test(name) || isRefusedAttribute(name, value) || !isUsable(value, platform)) {
      notes.add('refused-attribute', where, name);
      continue;
    }
    if (kept.length >= MOST.attributes || name.length > MOST.name || value.length > MOST.value) {
      notes.add('limit', where, name);
      continue;
    }
    // As in HTML, the first one of a name counts.
    if (kept.some(([one]) => one === name)) continue;
    if (!isKnownAttribute(tag, name)) notes.add('unknown-attribute', where, name, true);
    kept.push([name, value]);
  }
  return kept;
}

function element(value: unknown, platform: Platform, notes: Notes): readonly PlacedElement[] {
  const { name, attributes: list, text = '' } = isObject(value) ? value : {};
  const own = ELEMENT_NAMES.find((one) => one === name);
  if (!own || own === 'program') {
    notes.add('unknown-tag', 'page', name);
    return [];
  }
  const isText = typeof text === 'string' && text.length <= MOST.text && isUsable(text, platform);
  if (!isText) notes.add('limit', `lojal-${own}`, 'text');
  return [{ name: own, attributes: attributes(list, own, platform, notes), text: isText ? text.trim() : '' }];
}

/** Whether a value can be written as JSON: one that is nested too deeply cannot. */
function isWritable(value: unknown): boolean {
  try {
    return JSON.stringify(value, null, 2).length <= MOST.program;
  } catch {
    return false;
  }
}

function looksOf(value: unknown, notes: Notes): ShopConfiguration['looks'] {
  const looks: Partial<Record<LookName, string>> = {};
  for (const [name, look] of Object.entries(isObject(value) ? value : {})) {
    if (isLookName(name) && typeof look === 'string' && isLookValue(look)) looks[name] = look;
    else notes.add('look', `--lojal-${name}`, look);
  }
  return looks;
}

/** @param json a value in the shape of a configuration; any other one gives an empty configuration and notes */
export function checkedConfiguration(json: unknown): CheckedConfiguration {
  const given: Readonly<Record<string, unknown>> = isObject(json) ? json : {};
  const notes = new Notes();
  const platform = PLATFORMS.find((one) => one === given.platform) ?? 'plain';
  const script = attributes(given.script ?? EMPTY_CONFIGURATION.script, 'script', platform, notes);
  const elements = listOf(given.elements);
  if (elements.length > MOST.elements) notes.add('limit', 'page', elements.length);
  const program = isObject(given.program) && isWritable(given.program) ? given.program : {};
  if (given.program !== undefined && program !== given.program)
    notes.add('program', 'lojal.json', typeof given.program);
  return {
    value: {
      platform,
      script,
      elements: elements.slice(0, MOST.elements).flatMap((one) => element(one, platform, notes)),
      looks: looksOf(given.looks, notes),
      program,
      // Where there is both, pages load the file.
      isInline: given.isInline === true && attributeOf(script, 'data-program') === undefined,
    },
    notes: notes.all,
  };
}
