/** One small interface over three browser engines, for tests that need more than one page and less than a mouse. */

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** What not every engine can be told to do, or does where it is driven. */
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

/** What a person's system says, and a page can ask of it. */
export interface Media {
  readonly forcedColors?: true;
  readonly reducedMotion?: true;
  readonly dark?: true;
  readonly print?: true;
}

/** A window's inside in CSS pixels; `scale`: how many device pixels one of them has. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
}

export interface Tab {
  /** Resolves when the page has loaded. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** The page before may not be there yet when it resolves. */
  back(): Promise<void>;
  /**
   * Runs the body of an async function in the page, and gives its JSON value. It must be short: in WebKit it keeps the
   * other tabs from being spoken to.
   */
  run<T = unknown>(body: string, ...given: readonly unknown[]): Promise<T>;
  /** Presses a real key and lets it go: a name of `KeyboardEvent.key`, after `Shift+` with that one held. */
  press(key: string): Promise<void>;
  /** Gives the window a size, without one its own. */
  view(view?: View): Promise<void>;
  /** Errors that the browser wrote into the console since the last call; nothing where the driver does not hear them. */
  errors(): readonly string[];
  close(): Promise<void>;
}

/** A browser that is driven, on a profile of its own or a given one. */
export interface Driven {
  newTab(): Promise<Tab>;
  offline?(on: boolean): Promise<void>;
  freeze(tab: Tab, on: boolean): Promise<void>;
  /** Requests whose address contains `part` fail, until it is called with nothing. */
  block?(tab: Tab, part: string | undefined): Promise<void>;
  crash(tab: Tab): Promise<void>;
  /** SIGKILL for the browser and all of its processes. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A browser on a page, that nobody drives. */
export interface Running {
  /** SIGKILL for the browser and all of its processes. */
  kill(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  /** Why it lacks an ability. */
  readonly cannot: Readonly<Partial<Record<Ability, string>>>;
  open(media?: Media): Promise<Driven>;
  /** Opens a page by the command line; the profile (a folder) outlives the browser, as on a person's machine. */
  visit(profile: string, url: string): Promise<Running>;
  /** Ends what is still running, and removes what is left of it. */
  close(): Promise<void>;
}
