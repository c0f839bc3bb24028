/** Runs all checks on what the visits have seen. */
import { charsetCheck } from './charset-check.ts';
import { consentCheck } from './consent-check.ts';
import { consoleCheck } from './console-check.ts';
import { contrastCheck } from './contrast-check.ts';
import { cornerCheck } from './corner-check.ts';
import { corsCheck } from './cors-check.ts';
import type { DoctorCheck } from './doctor-check.ts';
import { cleanFinding, type DoctorFinding } from './doctor-finding.ts';
import { endpointCheck } from './endpoint-check.ts';
import { filesCheck } from './files-check.ts';
import { mixedContentCheck } from './mixed-content-check.ts';
import type { Visit } from './page-visit.ts';
import { policyCheck } from './policy-check.ts';
import { reserveCheck } from './reserve-check.ts';
import { tagCheck } from './tag-check.ts';
import { themeCheck } from './theme-check.ts';

/** In the order of the output. The console comes after the checks that explain more. */
const CHECKS: readonly DoctorCheck[] = [
  ...[tagCheck, consentCheck, mixedContentCheck, policyCheck, corsCheck, filesCheck, charsetCheck, endpointCheck],
  ...[consoleCheck, contrastCheck, reserveCheck, cornerCheck, themeCheck],
];
const ORDER = { fault: 0, warning: 1, ok: 2 } as const;
/** The most findings of one check. */
const MOST = 20;

const keyOf = ({ check, wrong, fix }: DoctorFinding): string => JSON.stringify([check, wrong, fix]);

/** What is true at every width is said once, without the width. */
function joinWidths(found: readonly DoctorFinding[], visits: number): readonly DoctorFinding[] {
  const byKey = new Map<string, DoctorFinding[]>();
  for (const one of found) byKey.set(keyOf(one), [...(byKey.get(keyOf(one)) ?? []), one]);
  return [...byKey.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { width, ...rest } = first;
    return [width !== undefined && others.length + 1 < visits ? first : rest];
  });
}

/** The findings: faults first, then warnings, then what was checked without a finding. */
export function runChecks(visits: readonly Visit[]): readonly DoctorFinding[] {
  const earlier: DoctorFinding[][] = visits.map(({ trouble }) => [...trouble]);
  const fine: DoctorFinding[] = [];
  for (const { name, ok, applies, find, rests = [] } of CHECKS) {
    let isSeen = false;
    let count = 0;
    visits.forEach((visit, index) => {
      // A page that was not opened has nothing to judge.
      if (!visit.isRead || visit.status >= 400 || !applies(visit)) return;
      isSeen = true;
      const found = [...find(visit, earlier[index] ?? [])].slice(0, MOST);
      count += found.length;
      earlier[index]?.push(...found);
    });
    const isHidden = earlier
      .flat()
      .some(({ level, check }) => level === 'fault' && ['address', ...rests].includes(check));
    if (isSeen && count === 0 && ok && !isHidden) fine.push({ level: 'ok', check: name, wrong: ok });
  }
  const all = [...joinWidths(earlier.flat(), visits.length), ...fine];
  return all.map(cleanFinding).sort((one, other) => ORDER[one.level] - ORDER[other.level]);
}
