import type { CSSResult, ReactiveElement } from 'lit';

/** A style sheet for the document of a root: a sheet of another document is refused. Empty for a document without a window. */
function sheets({ ownerDocument }: ShadowRoot, { cssText, styleSheet }: CSSResult): CSSStyleSheet[] {
  // `ownerDocument.defaultView` may be an element with that name.
  const defaultView = Reflect.get(Document.prototype, 'defaultView', ownerDocument) as typeof window | null;
  if (defaultView === window && styleSheet) return [styleSheet];
  if (!defaultView) return [];
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(cssText);
  return [sheet];
}

/** Adds a style sheet to a root, unless it is there already. */
export function adoptStyles(root: ShadowRoot, styles: CSSResult): void {
  const adopted = root.adoptedStyleSheets;
  const [sheet] = sheets(root, styles);
  if (sheet && !adopted.includes(sheet)) root.adoptedStyleSheets = [...adopted, sheet];
}

/** Restores an element's styles, which it loses when it moves to another document or back. */
export function readoptStyles(element: ReactiveElement): void {
  const root = element.renderRoot as ShadowRoot;
  const { elementStyles } = element.constructor as typeof ReactiveElement;
  const others = root.adoptedStyleSheets;
  root.adoptedStyleSheets = elementStyles.flatMap((style) => sheets(root, style as CSSResult)).concat(others);
}
