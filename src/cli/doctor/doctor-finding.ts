/** What `lojal doctor` prints: one line a finding. */
import { compose, type Message } from '../../diagnostics/message.ts';
import { visibleText } from './visible-text.ts';

/** `fault`: keeps Lojal from working. `warning`: works, and not as well as it could. `ok`: was checked. */
export type DoctorLevel = 'fault' | 'warning' | 'ok';

export interface DoctorFinding {
  readonly level: DoctorLevel;
  /** The name of the check. */
  readonly check: string;
  /** What is wrong, in the page's terms. For `ok`: what was checked. */
  readonly wrong: string;
  /** The line that mends the page: a header, a tag, an attribute or CSS. */
  readonly fix?: string | undefined;
  /** The width of the window in px, for what depends on the width. */
  readonly width?: number | undefined;
  /** The heading in docs/troubleshooting.md. */
  readonly code?: string | undefined;
}

/** The most characters of each part of a line. A policy that mends a page is long. */
const [WRONG, FIX] = [400, 1_500];

/** A finding of the catalogue of messages, which Lojal itself writes to the console. */
export function fromCatalogue(
  level: DoctorLevel,
  check: string,
  code: string,
  { wrong, ...rest }: Message,
): DoctorFinding {
  const fix = compose('', { wrong: '', ...rest }).replace(/^\.?\s*|\s*\[\]$/g, '');
  return { level, check, code, wrong, fix: fix || undefined };
}

/** The finding without characters that change a terminal, or hide in it. Most of the text is the page's. */
export const cleanFinding = ({ wrong, fix, ...rest }: DoctorFinding): DoctorFinding => ({
  ...rest,
  wrong: visibleText(wrong, WRONG),
  ...(fix && { fix: visibleText(fix, FIX) }),
});

export function toLine({ level, wrong, fix, width, code }: DoctorFinding): string {
  const at = width ? ` (at ${width} px)` : '';
  return `${level.padEnd(7)}  ${wrong}${at}${fix ? ` — ${fix}` : ''}${code ? ` [${code}]` : ''}`;
}
