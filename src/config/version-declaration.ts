/** The `version` of a question's words. A separate file, because the question elements need no other declaration. */
import { VERSION_LETTERS } from './config-limits.ts';
import type { StringType } from './vocabulary.ts';

/** The shop's name for its wording, which an endpoint stores with the answer. */
export const versionDeclaration = {
  type: 'string',
  pattern: new RegExp(`^(?=[\\s\\S]*\\S)[\\s\\S]{1,${VERSION_LETTERS}}$`, 'u'),
  format: 'version',
} as const satisfies StringType;
