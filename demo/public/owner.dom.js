// @ts-check
/** Shared by the scripts of the owner's page. */

/**
 * @typedef {object} Answer one line of the export
 * @property {string} id
 * @property {string} type
 * @property {string} time
 * @property {string} [subject]
 * @property {string} lojalcursor
 * @property {boolean} lojalverified whether a token proved the customer
 * @property {'pending' | 'suspect' | 'approved' | 'rejected'} [lojalstate] state of a review
 * @property {Data} data
 *
 * @typedef {object} Data
 * @property {number} revision
 * @property {string} lang
 * @property {{ text: string, version: string, at: string, page: string }} [asked]
 * @property {number} [score]
 * @property {string} [comment]
 * @property {boolean} [contact]
 * @property {string[]} [choices]
 * @property {string[]} [texts]
 * @property {string} [other]
 * @property {number} [rating]
 * @property {string} [title]
 * @property {string} [body]
 * @property {{ name?: string, display: string }} [author]
 * @property {{ id: string, name?: string } | string} [product]
 * @property {string} [order]
 * @property {string} [purpose]
 * @property {string} [incentive]
 * @property {{ publish: boolean, scopes: string[] }} [consent]
 */

/** @typedef {'nps' | 'csat' | 'ces' | 'choice' | 'exit' | 'review'} Kind */

/** The kind of question. @param {Answer} answer */
export const kindOf = ({ type }) => /** @type {Kind} */ (type.split('.')[1]);

/** Names of the kinds. */
export const KINDS = {
  nps: 'Recommendation',
  csat: 'Satisfaction',
  ces: 'Ease',
  choice: 'Choice',
  exit: 'Leaving',
  review: 'Review',
};

/** @param {number} score */
export const segment = (score) => (score <= 6 ? 'detractor' : score <= 8 ? 'passive' : 'promoter');

/**
 * @param {string} name
 * @param {string} [className]
 * @param {(Node | string)[]} children
 */
export function make(name, className = '', ...children) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** Text of somebody else within a sentence. Its direction and its bidi controls end with the element. @param {string} text */
export const isolated = (text) => make('bdi', '', text);

/**
 * An element with text in the customer's language.
 *
 * @param {string} name @param {string} className @param {string} text @param {string} lang
 */
export function said(name, className, text, lang) {
  const element = make(name, className, text);
  element.lang = lang;
  element.dir = 'auto';
  return element;
}
