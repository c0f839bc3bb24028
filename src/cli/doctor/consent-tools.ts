/** Consent tools by the marks that they put on a script which waits for an agreement. Each from the tool's own documentation. */

type Attributes = Readonly<Record<string, string>>;

export interface ConsentTool {
  readonly name: string;
  /** Whether the attributes are marks of this tool. `class` is a text like any other. */
  readonly marks: (attributes: Attributes) => boolean;
  /** The attributes of a script that the tool leaves alone; nothing removes one. */
  readonly free: Readonly<Record<string, string | undefined>>;
}

const has =
  (...names: readonly string[]) =>
  (attributes: Attributes): boolean =>
    names.some((name) => attributes[name] !== undefined);
const hasClass =
  (pattern: RegExp) =>
  ({ class: classes = '' }: Attributes): boolean =>
    pattern.test(classes);

/** The first whose marks fit. Several tools use `data-category`, so the more certain marks come first. */
export const CONSENT_TOOLS: readonly ConsentTool[] = [
  {
    name: 'Cookiebot',
    marks: ({ 'data-cookieconsent': value = 'ignore' }) => value !== 'ignore',
    free: { 'data-cookieconsent': 'ignore' },
  },
  { name: 'OneTrust', marks: hasClass(/\boptanon-category-/), free: { class: undefined, 'data-ot-ignore': '' } },
  { name: 'Usercentrics', marks: has('data-usercentrics'), free: { 'data-usercentrics': undefined } },
  { name: 'CookieYes', marks: has('data-cookieyes'), free: { 'data-cookieyes': undefined } },
  {
    name: 'Complianz',
    marks: (all) => has('data-service', 'data-cmplz-src')(all) || hasClass(/\bcmplz-/)(all),
    free: { 'data-service': undefined, 'data-category': undefined, 'data-cmplz-src': undefined, class: undefined },
  },
  {
    name: 'iubenda',
    marks: hasClass(/\b_iub_cs_activate/),
    free: { class: undefined, 'data-iub-purposes': undefined, 'data-suppressedsrc': undefined },
  },
  {
    name: 'Klaro',
    marks: ({ 'data-name': name, 'data-type': type }) => name !== undefined && type !== undefined,
    free: { 'data-name': undefined, 'data-type': undefined },
  },
  {
    name: 'A consent tool',
    marks: has('data-category', 'data-cookiecategory', 'data-consent', 'data-consent-category'),
    free: {
      ...{ 'data-category': undefined, 'data-cookiecategory': undefined },
      ...{ 'data-consent': undefined, 'data-consent-category': undefined },
    },
  },
];
