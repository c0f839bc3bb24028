import type { AnswerEvent } from '../elements/shared/events.ts';
import type { PageProgram } from './page-programs.ts';

const forwarding = new WeakSet<PageProgram>();

/**
 * Pushes each answer to `window.dataLayer`, which tag managers read, for a shop that turned this on. Forwards scores and
 * choices only: texts and the customer's identity stay out of analytics.
 */
export function forwardToDataLayer(program: PageProgram): void {
  if (forwarding.has(program)) return;
  forwarding.add(program);
  const scope = window as { dataLayer?: unknown[] };
  /** The figures last forwarded for an answer: an answer that is edited is forwarded again. */
  const forwarded = new Map<string, string>();
  // Listeners of the page, which can prevent the answer, run before those of the window.
  window.addEventListener('lojal-answer', (event) => {
    const { answer, name } = event as AnswerEvent;
    const { score, rating, choices } = answer.data;
    const figures = String([score, rating, choices]);
    if (event.defaultPrevented || !program.isConnected || forwarded.get(answer.id) === figures) return;
    forwarded.set(answer.id, figures);
    // An element may have that name.
    if (scope.dataLayer instanceof Node) scope.dataLayer = [];
    scope.dataLayer ??= [];
    scope.dataLayer.push({
      event: 'lojal_answer',
      lojal_kind: answer.kind,
      lojal_name: name,
      ...(score !== undefined && { lojal_score: score }),
      ...(rating !== undefined && { lojal_rating: rating }),
      ...(Array.isArray(choices) && { lojal_choices: choices.join(',') }),
    });
  });
}
