/** One interface for three browser engines: tabs, scripts, keys and media settings, but no mouse. */

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** Abilities that some engines, or their drivers, lack. */
export const ABILITIES = {
  offline: 'cut its network, with `navigator.onLine` and its events',
  freeze: 'freeze a tab, as a phone does with one in the background',
  block: 'fail requests as a blocker in the browser does',
  crash: 'end the process that renders a tab',
  bfcache: 'keep a page that was left, and give it back as it was',
  patched: 'speak to a page whose `JSON` or `Promise` is patched',
  blobs: 'keep a `Blob` in a page’s database',
  console: 'tell what the browser itself writes into the console',
  scale: 'give a window another scale',
  forcedColors: 'show a page in forced colours',
  reducedMotion: 'show a page to who wants less motion',
  dark: 'show a page on a dark system',
  print: 'show a page as it is printed',
} as const;
export type Ability = keyof typeof ABILITIES;

/** Settings of the system that a page can query. */
export interface Media {
  readonly forcedColors?: true;
  readonly reducedMotion?: true;
  readonly dark?: true;
  readonly print?: true;
}

/** The viewport in CSS pixels; `scale`: device pixels per CSS pixel. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
}

export interface Tab {
  /** Resolves when the page has loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** May resolve before the previous page has loaded. */
  back(): Promise<void>;
  /**
   * Runs the body of an async function in the page and resolves to its JSON value. The function must be short: WebKit handles no
   * command for another tab until the function has ended.
   */
  run<T = unknown>(body: string, ...given: readonly unknown[]): Promise<T>;
  /** Presses and releases a key, named as in `KeyboardEvent.key`; `Shift+` in front holds Shift. */
  press(key: string): Promise<void>;
  /** Sets the size of the window; without an argument the original size. */
  view(view?: View): Promise<void>;
  /** Console errors since the last call; undefined if the driver cannot report them. */
  errors(): readonly string[];
  close(): Promise<void>;
}

/** A driven browser, on a new or a given profile. */
export interface Driven {
  newTab(): Promise<Tab>;
  offline?(on: boolean): Promise<void>;
  freeze(tab: Tab, on: boolean): Promise<void>;
  /** Makes requests fail whose URL contains `part`. Without an argument all requests succeed again. */
  block?(tab: Tab, part: string | undefined): Promise<void>;
  crash(tab: Tab): Promise<void>;
  /** SIGKILL for the browser and all of its processes. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A browser that shows a page and is not driven. */
export interface Running {
  /** SIGKILL for the browser and all of its processes. */
  kill(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  /** The reason for each missing ability. */
  readonly cannot: Readonly<Partial<Record<Ability, string>>>;
  open(media?: Media): Promise<Driven>;
  /** Starts the browser with a page by the command line. The profile (a folder) remains when the browser ends. */
  visit(profile: string, url: string): Promise<Running>;
  /** Ends all processes and deletes their profiles. */
  close(): Promise<void>;
}
