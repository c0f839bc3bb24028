import type { CSSResult, ReactiveElement } from 'lit';

/** Styles as a sheet of the root's own document, since another document's are refused; none where nothing is shown. */
function sheets({ ownerDocument: { defaultView } }: ShadowRoot, { cssText, styleSheet }: CSSResult): CSSStyleSheet[] {
  if (defaultView === window && styleSheet) return [styleSheet];
  if (!defaultView) return [];
  const made = new defaultView.CSSStyleSheet();
  made.replaceSync(cssText);
  return [made];
}

/** Adds styles to those that a root has, once. */
export function wear(root: ShadowRoot, styles: CSSResult): void {
  const worn = root.adoptedStyleSheets;
  const [sheet] = sheets(root, styles);
  if (sheet && !worn.includes(sheet)) root.adoptedStyleSheets = [...worn, sheet];
}

/** Gives an element its styles again: whoever goes to another document, or comes back from one, has lost them. */
export function dress(element: ReactiveElement): void {
  const root = element.renderRoot as ShadowRoot;
  const { elementStyles } = element.constructor as typeof ReactiveElement;
  const others = root.adoptedStyleSheets;
  root.adoptedStyleSheets = elementStyles.flatMap((style) => sheets(root, style as CSSResult)).concat(others);
}
