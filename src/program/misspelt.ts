import { nearest } from '../core/hint.ts';
import type { Suspect } from './suspects.ts';

const NAMES = ['program', 'points', 'tier', 'nps', 'review', 'survey'];

/** What else people call them. */
const MEANT: Readonly<Record<string, string>> = {
  account: 'program',
  balance: 'points',
  level: 'tier',
  progress: 'tier',
  score: 'nps',
  recommend: 'nps',
  stars: 'review',
  rating: 'review',
  feedback: 'survey',
  question: 'survey',
  csat: 'survey kind="csat"',
  ces: 'survey kind="ces"',
  choice: 'survey kind="choice"',
  exit: 'survey kind="exit"',
};

/** What is wrong with elements, attributes and scripts; nothing of a suspect that has its reasons. */
export function misspelt(suspects: readonly Suspect[]): string[] {
  return suspects.flatMap(([element, attribute, known = []]) => {
    const script = element.localName === 'script';
    if (attribute === undefined) return script ? ofScript(element) : ofElement(element);
    const meant = nearest(script ? attribute.replace(/^(data-)?/, 'data-') : attribute.replace(/^data-/, ''), known);
    if (!meant) return [];
    return script
      ? `${attribute} is not known on the script tag; did you mean ${meant}="…"?`
      : `<${element.localName} ${attribute}="…"> is not known; did you mean <${element.localName} ${meant}="…">?`;
  });
}

function ofElement({ localName }: Element): string {
  const [prefix, ...rest] = localName.split('-');
  const name = rest.join('-');
  if (NAMES.includes(name))
    return `<${localName}> stands inside another element of ours and will not show; end each one with its own tag: <${localName}></${localName}>, not <${localName} />`;
  const meant = nearest(name, NAMES) ?? (Object.hasOwn(MEANT, name) ? MEANT[name] : undefined);
  return meant
    ? `<${localName}> is not known; did you mean <${prefix}-${meant}></${prefix}-${meant.replace(/ .*/, '')}>?`
    : `<${localName}> is not known; known are ${NAMES.map((one) => `<${prefix}-${one}>`).join(' ')}`;
}

function ofScript(script: Element): string {
  const name = script.getAttribute('data-lojal');
  return name === null
    ? 'lojal.js and lojal.all.js are both on this page; one is enough: <script src="/lojal.js" async></script>'
    : `<script data-lojal="${name}"> is not read; write <script type="application/json" data-lojal="program">, or "account"`;
}
