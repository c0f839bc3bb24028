/** Account pages with the custom properties of real themes, by their names in the themes' repositories. The values are ours. */
export interface PlatformTheme {
  /** The page in docs/platforms/ that has the recipe. */
  readonly guide: string;
  readonly css: string;
  /** A class that gives a section its own palette. */
  readonly section?: string;
  /** What a question looks like with the recipe: its button, and the `radius` of its card. */
  readonly button: {
    readonly colour: string;
    readonly text: string;
    readonly radius: string;
    readonly corners: string;
  };
  /** The surfaces in the page and in the section with its own palette. */
  readonly surfaces: readonly [string, string];
}

export const PLATFORM_THEMES: Readonly<Record<string, PlatformTheme>> = {
  dawn: {
    guide: 'shopify',
    css: `
      :root, .color-scheme-1 { --color-background: 255,255,255; --color-foreground: 18,18,18; --color-button: 122,31,61; --color-button-text: 255,255,255 }
      .color-scheme-3 { --color-background: 36,40,51; --color-foreground: 255,255,255; --color-button: 255,214,102; --color-button-text: 18,18,18 }
      :root { --font-body-family: Georgia, serif; --buttons-radius: 6px }
      html { font-size: 62.5% }
      body, .color-scheme-3 { color: rgba(var(--color-foreground), 0.75); background-color: rgb(var(--color-background)) }
      body { margin: 0; font-size: 1.6rem; letter-spacing: 0.06rem; font-family: var(--font-body-family) }
    `,
    section: 'color-scheme-3',
    button: { colour: 'rgb(122, 31, 61)', text: 'rgb(255, 255, 255)', radius: '6px', corners: '6px' },
    surfaces: ['rgb(255, 255, 255)', 'rgb(36, 40, 51)'],
  },
  horizon: {
    guide: 'shopify',
    css: `
      :root { --color-background: #fbf7f0; --color-background-rgb: 251 247 240; --color-foreground: #1f1a17; --color-foreground-rgb: 31 26 23;
        --color-primary-button-background: rgb(24 92 72 / 1); --color-primary-button-text: rgb(255 255 255 / 1);
        --style-border-radius-buttons-primary: 14px; --font-body--family: Verdana, sans-serif }
      body, .own { color: var(--color-foreground); background-color: var(--color-background) }
      body { margin: 0; font-family: var(--font-body--family) }
      .own { --color-background: #ffffff }
    `,
    section: 'own',
    button: { colour: 'rgb(24, 92, 72)', text: 'rgb(255, 255, 255)', radius: '14px', corners: '14px' },
    surfaces: ['rgb(251, 247, 240)', 'rgb(255, 255, 255)'],
  },
  storefront: {
    guide: 'woocommerce',
    css: `
      body { margin: 0; background: #fff; color: #6d6d6d; font-family: "Source Sans Pro", HelveticaNeue-Light, "Helvetica Neue", sans-serif; line-height: 1.618 }
      h1 { color: #333; font-weight: 300 } a { color: #7f54b3 } .own { background: #f0f0f0 }
    `,
    section: 'own',
    button: { colour: 'rgb(51, 51, 51)', text: 'rgb(255, 255, 255)', radius: '0px', corners: '0px' },
    surfaces: ['rgb(255, 255, 255)', 'rgb(240, 240, 240)'],
  },
  twentytwentyfive: {
    guide: 'woocommerce',
    css: `
      :root { --wp--preset--color--base: #1b1b2f; --wp--preset--color--contrast: #f3ede0; --wp--preset--color--accent-1: #786d0a; --wp--preset--font-family--manrope: Manrope, sans-serif }
      body { margin: 0; background-color: var(--wp--preset--color--base); color: var(--wp--preset--color--contrast); font-family: var(--wp--preset--font-family--manrope); font-weight: 300; letter-spacing: -0.1px }
      .is-style-section-1 { background-color: #2c2c48 }
    `,
    section: 'is-style-section-1',
    button: { colour: 'rgb(243, 237, 224)', text: 'rgb(27, 27, 47)', radius: '16px', corners: '9999px' },
    surfaces: ['rgb(27, 27, 47)', 'rgb(44, 44, 72)'],
  },
  hummingbird: {
    guide: 'prestashop',
    css: `
      :root { --bs-primary: #0b69f6; --bs-body-bg: #fff; --bs-body-color: #212529; --bs-border-radius: 0.5rem; --bs-body-font-family: "Inter", sans-serif }
      body { margin: 0; background: var(--bs-body-bg); color: var(--bs-body-color); font-family: var(--bs-body-font-family) }
      .own { background: #f6f7f9 }
    `,
    section: 'own',
    button: { colour: 'rgb(11, 105, 246)', text: 'rgb(255, 255, 255)', radius: '8px', corners: '8px' },
    surfaces: ['rgb(255, 255, 255)', 'rgb(246, 247, 249)'],
  },
  classic: {
    guide: 'prestashop',
    css: `
      body { margin: 0; background: #f6f6f6; color: #232323; font-family: "Noto Sans", sans-serif; font-size: 0.9375rem }
      .own { background: #fff; box-shadow: 2px 2px 8px 0 rgb(0 0 0 / 0.2) }
    `,
    section: 'own',
    button: { colour: 'rgb(17, 122, 144)', text: 'rgb(255, 255, 255)', radius: '0px', corners: '0px' },
    surfaces: ['rgb(255, 255, 255)', 'rgb(255, 255, 255)'],
  },
};

/** The theme's page. `recipe` is the style sheet of the guide, or nothing. */
export const themePage = (name: string, { css, section = '' }: PlatformTheme, recipe: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title><link rel="icon" href="data:,">
<style>${css} main > * { padding: 24px } main section { padding-block: 1px }</style><style>${recipe}</style>
<script src="/lojal.js" async data-endpoint="/answers" data-customer="c_1042" data-points="1280" data-spend="412.50"></script>
<script type="application/json" data-lojal="program">{"name":"Nord Records Club","currency":"EUR","points":{"perUnit":1},"tiers":{"metric":"spend","levels":[{"id":"b","name":"Bronze","from":0},{"id":"s","name":"Silver","from":200},{"id":"g","name":"Gold","from":600}]}}</script>
</head><body><main><div><h1>Your account</h1><lojal-points></lojal-points><lojal-nps></lojal-nps></div><section class="${section}"><lojal-tier></lojal-tier></section></main></body></html>`;
