/** Custom properties of common themes, and the property of Lojal that each can set. */

export interface KnownTheme {
  readonly name: string;
  /** A custom property that only this theme has. */
  readonly sign: string;
  /** The value of each `--lojal-*`, by the custom property that it reads. */
  readonly values: Readonly<Record<string, readonly [from: string, value: string]>>;
}

export const THEMES: readonly KnownTheme[] = [
  {
    name: 'Dawn',
    sign: '--buttons-radius',
    values: {
      '--lojal-font': ['--font-body-family', 'var(--font-body-family)'],
      '--lojal-radius': ['--buttons-radius', 'var(--buttons-radius)'],
      // Dawn keeps red, green and blue as three numbers.
      '--lojal-accent': ['--color-button', 'rgb(var(--color-button))'],
    },
  },
  {
    name: 'Horizon',
    sign: '--style-border-radius-buttons-primary',
    values: {
      '--lojal-font': ['--font-body--family', 'var(--font-body--family)'],
      '--lojal-radius': [
        '--style-border-radius-buttons-primary',
        'min(var(--style-border-radius-buttons-primary), 22px)',
      ],
      '--lojal-accent': ['--color-primary-button-background', 'var(--color-primary-button-background)'],
    },
  },
  {
    name: 'a WordPress block theme',
    sign: '--wp--preset--color--primary',
    values: { '--lojal-accent': ['--wp--preset--color--primary', 'var(--wp--preset--color--primary)'] },
  },
  {
    // Twenty Twenty-Five and others: their buttons have the colour of the text.
    name: 'a WordPress block theme',
    sign: '--wp--preset--color--contrast',
    values: { '--lojal-accent': ['--wp--preset--color--contrast', 'var(--wp--preset--color--contrast)'] },
  },
  {
    // Hummingbird of PrestaShop is one of many.
    name: 'built on Bootstrap 5',
    sign: '--bs-primary',
    values: {
      '--lojal-font': ['--bs-body-font-family', 'var(--bs-body-font-family)'],
      '--lojal-radius': ['--bs-border-radius', 'var(--bs-border-radius)'],
      '--lojal-accent': ['--bs-primary', 'var(--bs-primary)'],
    },
  },
];

/** Everything that is read from the page. */
export const THEME_VARIABLES: readonly string[] = [
  ...THEMES.flatMap(({ sign, values }) => [
    sign,
    ...Object.keys(values),
    ...Object.values(values).map(([from]) => from),
  ]),
];
