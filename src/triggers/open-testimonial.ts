import { openQuestion } from './open-question.ts';

/**
 * Opens a card that asks for a testimonial after `from` was answered, in the same language.
 *
 * @param program the program that receives the testimonial
 */
export async function openTestimonial(program: Element, from: Element): Promise<void> {
  const lang = from.getAttribute('lang');
  // The name keeps the testimonial apart from the review, which the rules allow once per order.
  const attributes = { mode: 'corner', name: 'testimonial', purpose: 'testimonial', ...(lang && { lang }) };
  const parent = document.body.contains(program) ? program : document.body;
  const card = await openQuestion(from.localName.replace(/\w+$/, 'review'), attributes, parent);
  card?.show();
  card?.focus();
}
