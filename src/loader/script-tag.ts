/** What the script tag says. */
interface ScriptTag {
  /** The tag's `data-*`. */
  readonly data: Readonly<Record<string, string | undefined>>;
  /** The folder of the files, with a slash at the end; an empty text when it is not known. */
  readonly folder: string;
}

/** Finds the script tag that runs this code, and reads its attributes. */
export function readScriptTag(): ScriptTag {
  // `currentScript` is not set for a module. An optimisation tool may run the code from a script of its own.
  const { currentScript } = document;
  const script =
    currentScript instanceof HTMLScriptElement && (currentScript.src || currentScript.attributes[0])
      ? currentScript
      : [...document.getElementsByTagName('script')].find(
          (one) => one.dataset.base || /\blojal(\.all)?\.js([?#]|$)/.test(one.src),
        );
  const data = { ...script?.dataset };
  // An inlined script has no address, and a `blob:` has no folder.
  let folder = '';
  for (const address of [data.base?.replace(/\/?$/, '/'), script?.src])
    try {
      folder ||= address ? new URL('.', new URL(address, document.baseURI)).href : '';
    } catch {
      // The next address is tried. Without a folder, the first part that is needed fails to load, which is reported.
    }
  return { data, folder };
}

/** Adds the panel that `data-panel` asks for, once the page is complete, and again if the page has removed the panel. */
export function placePanel(position: string | undefined): void {
  if (!position || document.readyState !== 'complete' || document.querySelector('lojal-panel')) return;
  const panel = document.createElement('lojal-panel');
  panel.setAttribute('position', position);
  document.querySelector('body')?.append(panel);
}
