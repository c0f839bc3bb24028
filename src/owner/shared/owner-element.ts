import { errorSentence } from '../api/error-sentence.ts';
import type { OwnerContext } from './owner-context.ts';
import { WordedElement } from './worded-element.ts';

/** The base of the elements of the page: the context, and the words. */
export abstract class OwnerElement extends WordedElement {
  declare owner: OwnerContext;

  /** One sentence about a failed request. */
  protected sentence(error: unknown): string {
    return errorSentence(this.owner.words, error);
  }
}
