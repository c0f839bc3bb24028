/** What a program does after the first paint. */
import type { ReactiveElement } from 'lit';
import { findMismatches } from '../diagnostics/mismatches.ts';
import { report } from '../diagnostics/report.ts';
import { complete, reportSuspects } from '../diagnostics/suspects.ts';
import { hasMessages } from '../triggers/has-messages.ts';
import { checkAttributes } from './check-attributes.ts';
import { DayClock } from './day-clock.ts';
import { isMeasured } from './is-measured.ts';
import { dispatchMilestone } from './milestones.ts';
import { type PageProgram, pageProgram } from './page-programs.ts';
import { today } from './today.ts';
import { watchTheme } from './watch-theme.ts';

/** The programs whose rules were started: a program that has none any more ends what it has opened. */
const started = new WeakSet<PageProgram>();
const clocks = new WeakMap<PageProgram, DayClock>();

/** Reports mistakes of the page, follows its theme and the day, starts the asking rules, dispatches milestones, and measures the shop's colours. */
export async function runStartup(program: PageProgram, served: Iterable<ReactiveElement>): Promise<void> {
  checkAttributes(program);
  watchTheme();
  if (!clocks.has(program)) clocks.set(program, new DayClock(program, () => program.checkDay()));
  complete()
    .then(() => {
      const { data } = program;
      for (const finding of data ? findMismatches(data, [...served]) : []) report(program.localName, ...finding);
      return reportSuspects(program, [...served]);
    })
    // A page may have changed what the search relies on. Then nothing is reported.
    .catch(() => {});
  if (pageProgram() === program) await startFeatures(program);
  // An account without dates has not needed the time zone. Another program on the page may name another.
  const { timeZone } = program.data?.program ?? {};
  if (timeZone) (window.requestIdleCallback ?? setTimeout)(() => today(timeZone));
  await Promise.all([dispatchMilestone(program, served), measureContrast(served)]);
}

/** Whether the shop has set colours for an element. */
function hasOwnColours(element: Element): boolean {
  const style = getComputedStyle(element);
  return ['accent', 'on-accent', 'surface', 'text', 'muted'].some((name) => style.getPropertyValue(`--lojal-${name}`));
}

async function measureContrast(elements: Iterable<ReactiveElement>): Promise<void> {
  for (const element of elements) {
    if (!hasOwnColours(element)) continue;
    await element.updateComplete;
    for (const finding of (await import('../diagnostics/contrast.ts')).findWeakColours(element))
      report('lojal', ...finding);
  }
}

/** Loads and starts the features that only some shops use. */
async function startFeatures(program: PageProgram): Promise<void> {
  if (/[?&]lojal=review/.test(location.search)) (await import('../triggers/deep-link.ts')).openDeepLink(program);
  if (program.bridge) (await import('./data-layer.ts')).forwardToDataLayer(program);
  if (isMeasured(program)) (await import('./measure.ts')).measureReception(program);
  if (!program.data?.program.ask && !hasMessages(program.data) && !started.has(program)) return;
  started.add(program);
  const scheduler = (await import('../triggers/start-asking.ts')).startAsking(program);
  if (program.test) (await import('../triggers/test-panel.ts')).showTestPanel(scheduler);
}
