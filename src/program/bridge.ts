import type { AnswerEvent } from '../elements/events.ts';
import type { PageProgram } from './serving.ts';

const bridged = new WeakSet<PageProgram>();

/**
 * Hands answers on to the shop's own tools, for a shop that turned it on: into `window.dataLayer`, where tag managers
 * look. Numbers and choices only: what a customer wrote, and who it was, stay out of analytics.
 */
export function bridge(program: PageProgram): void {
  if (bridged.has(program)) return;
  bridged.add(program);
  const scope = window as { dataLayer?: unknown[] };
  /** What was handed on under an id: an answer that is completed after it was half given is handed on again. */
  const said = new Map<string, string>();
  // On the window, after everything on the page that may still prevent it.
  window.addEventListener('lojal-answer', (event) => {
    const { answer, name } = event as AnswerEvent;
    const { score, rating, choices } = answer.data;
    const figures = JSON.stringify([score, rating, choices]);
    if (event.defaultPrevented || !program.isConnected || said.get(answer.id) === figures) return;
    said.set(answer.id, figures);
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
