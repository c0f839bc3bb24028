/**
 * Limits of what a shop writes, each used by a declaration, a reader, a check or a message. Constants only: the build copies
 * them into every file that uses them.
 */

/** Characters of a text that customers read. */
export const TEXT_LETTERS = 500;

/** Characters of an id that the shop chose. */
export const ID_LETTERS = 200;

/** Characters of the shop's id of a customer, and of an order. */
export const CUSTOMER_LETTERS = 128;

/** Characters of the shop's name for its wording. */
export const VERSION_LETTERS = 40;

/** Characters of an address. A declared link may have the characters of its start besides. */
export const URL_LETTERS = 2000;

/** Keys of a map: languages of a text, replaced texts of a language. */
export const MAP_KEYS = 500;

/** Levels of an object that another reader reads later. The asking rules stand in the second of the program's six levels. */
export const JSON_LEVELS = 5;

/** The most options of a question, because an endpoint accepts this many choices in one answer. */
export const MOST_OPTIONS = 20;

/** What is accepted as a text that is not only spaces. */
export const FILLED_TEXT = `a text of 1 to ${TEXT_LETTERS} characters, or one for each language`;

/** What is accepted as the shop's name for its wording. */
export const VERSION_TEXT = `a text of 1 to ${VERSION_LETTERS} characters`;

/** What is accepted as an id. */
export const ID_TEXT = `a text of 1 to ${ID_LETTERS} characters`;
