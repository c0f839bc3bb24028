/** What a visit to a page of the shop has seen: plain data, from which every check decides. */
import type { DoctorFinding } from './doctor-finding.ts';

/** A script element that names Lojal. */
export interface ScriptFacts {
  readonly attributes: Readonly<Record<string, string>>;
  /** The code of an inline script, cut. */
  readonly text: string;
}

export interface ElementFacts {
  /** `lojal-points` */
  readonly tag: string;
  /** Whether its code runs. */
  readonly defined: boolean;
  /** Whether it has a shadow root that shows something. */
  readonly shown: boolean;
}

/** What the markup of a page says. */
export interface Markup {
  readonly scripts: readonly ScriptFacts[];
  readonly elements: readonly ElementFacts[];
  /** The attributes of the first `<lojal-program>` with an address: the script may have added another one. */
  readonly program?: Readonly<Record<string, string>> | undefined;
  /** The content of each `<meta http-equiv="Content-Security-Policy">`. */
  readonly metaPolicies: readonly string[];
  /** Whether a `<meta>` names the character set. */
  readonly metaCharset: boolean;
  /** The character set that the browser uses; nothing without a browser. */
  readonly charset?: string | undefined;
  /** A text of Lojal with characters that were decoded wrongly. */
  readonly garbled?: string | undefined;
  /** A word that the page wrote for Lojal with a letter that is not in ASCII. */
  readonly accented?: string | undefined;
  /** Custom properties of the theme that Lojal knows, and `--lojal-*` that the page sets. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A request for a file of Lojal. */
export interface RequestedFile {
  readonly url: string;
  readonly status?: number | undefined;
  /** The header `Content-Type`. */
  readonly type?: string | undefined;
  /** The browser's word for what went wrong: `net::ERR_…`. */
  readonly failure?: string | undefined;
}

/** Something that the browser did not do because of a rule of the page or of the server. */
export interface Blocked {
  readonly by: 'csp' | 'cors' | 'mixed';
  /** Empty for inline code. */
  readonly url: string;
  /** The directive of the policy. */
  readonly directive: string;
}

/** Layout shift while elements grew. */
export interface GrowthFacts {
  /** The sum of the scores of the shifts. */
  readonly score: number;
  /** The height of each element at the end, px, by tag; the largest of a kind. */
  readonly heights: Readonly<Record<string, number>>;
}

/** A text with too little contrast. */
export interface WeakText {
  readonly tag: string;
  readonly part: string;
  readonly text: string;
  readonly ratio: number;
  readonly least: number;
  /** `#rrggbb`; `better` is a color that has enough contrast. */
  readonly colour: string;
  readonly ground: string;
  readonly better: string;
}

/** The button of the panel, and what shares its place. */
export interface CornerFacts {
  readonly position: 'start' | 'end';
  /** The element that covers the button. */
  readonly coveredBy?: string | undefined;
  /** An element of the page that the button covers. */
  readonly covers?: string | undefined;
  /** Whether the button is outside the window. */
  readonly outside: boolean;
}

/** What a request to the endpoint showed. */
export interface EndpointFacts {
  readonly url: string;
  /** 0 for a redirect; nothing when the request failed. */
  readonly status?: number | undefined;
}

export interface Visit {
  /** The address at which the visit ended. */
  readonly url: string;
  /** The width of the window in px; nothing without a browser. */
  readonly width?: number | undefined;
  /** Whether the page was read. A page that does not end cannot be. */
  readonly isRead: boolean;
  readonly status: number;
  /** Names in lower case; several of one name are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly markup: Markup;
  readonly files: readonly RequestedFile[];
  readonly blocked: readonly Blocked[];
  /** What the browser's console said of Lojal. */
  readonly messages: readonly string[];
  /** Errors of scripts that nobody caught. */
  readonly errors: readonly string[];
  readonly growth?: GrowthFacts | undefined;
  readonly weakTexts: readonly WeakText[];
  readonly corner?: CornerFacts | undefined;
  readonly endpoint?: EndpointFacts | undefined;
  /** Whether `lojal.js` has the bytes of the one beside this command; nothing if unknown. */
  readonly isOwnVersion?: boolean | undefined;
  /** What kept the visit from its end. */
  readonly trouble: readonly DoctorFinding[];
}

const SCRIPT_FILE = /\/lojal((\.[a-z]{2})?\.all)?\.js([?#]|$)/;
const ANY_FILE = /\/lojal[\w.-]{0,60}\.js([?#]|$)/;

/** Whether an address is a file that a script tag names: `lojal.js`, `lojal.all.js`, or `lojal.sv.all.js` of a release. */
export const isScriptFile = (url: string): boolean => SCRIPT_FILE.test(`/${url}`);
/** Whether an address is a file of Lojal. */
export const isLojalFile = (url: string): boolean => ANY_FILE.test(url);

/** The address of a script tag, also where a tool keeps the address in another attribute. */
export const addressOf = ({ attributes }: ScriptFacts): string =>
  attributes.src ?? Object.values(attributes).find(isScriptFile) ?? '';

/** The script tags of Lojal, without inline scripts that only call it. */
export const lojalTags = ({ scripts }: Markup): readonly ScriptFacts[] =>
  scripts.filter((script) => isScriptFile(addressOf(script)));

/** An attribute of the script tag or of `<lojal-program>` with an address, as the page wrote it. */
export const settingOf = ({ markup }: Visit, name: string): string | undefined =>
  lojalTags(markup).find(({ attributes }) => attributes[`data-${name}`])?.attributes[`data-${name}`] ??
  markup.program?.[name === 'program' ? 'src' : name];

/** The addresses of the data that the page gives to Lojal, absolute. */
export function dataAddresses(visit: Visit): readonly string[] {
  const given = ['program', 'account', 'endpoint', 'server'].flatMap((name) => settingOf(visit, name) ?? []);
  return given.filter((one) => URL.canParse(one, visit.url)).map((one) => new URL(one, visit.url).href);
}
