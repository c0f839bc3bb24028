/** Writes the snippet of a configuration: what a shop pastes into its pages. */
import { escapeHtml } from './html-text.ts';
import { isRefusedAttribute } from './known-attributes.ts';
import { isTemplated } from './platform-values.ts';
import { type AttributeList, attributeOf, type PlacedElement, type ShopConfiguration } from './shop-configuration.ts';
import { besideScript, partFiles } from './snippet-files.ts';

/** The parts of a snippet, each with a line break at the end, or empty. */
export interface Snippet {
  /** For the head of every page, or for the module that starts an app. */
  readonly head: string;
  /** For the places where the elements show. */
  readonly body: string;
  /** The preload lines, which `head` contains. */
  readonly preload: string;
  /** The text of the style element, for its hash; empty without one. */
  readonly style: string;
  /** The file of the program. */
  readonly json: string;
}

/** The module that npm projects import. */
const NPM_MODULE = "'lojal/define'";
const NPM_IMPORT = `import ${NPM_MODULE};`;

const WORDPRESS_START = "add_action( 'wp_head', function () { ?>";
const WORDPRESS_END = '<?php } );';
const SHOPIFY_START = '{% comment %} In layout/theme.liquid, at the end of the head {% endcomment %}';

type Write = (text: string) => string;

const attributesText = (attributes: AttributeList, write: Write): string =>
  attributes.map(([name, value]) => (value === '' ? ` ${name}` : ` ${name}="${write(value)}"`)).join('');

const elementText = ({ name, attributes, text }: PlacedElement, write: Write): string =>
  `<lojal-${name}${attributesText(attributes, write)}>${write(text)}</lojal-${name}>\n`;

export function styleText({ looks }: Pick<ShopConfiguration, 'looks'>): string {
  const lines = Object.entries(looks).map(([name, value]) => `  --lojal-${name}: ${value};\n`);
  return lines.length > 0 ? `\n:root {\n${lines.join('')}}\n` : '';
}

/** JSON for a script element. Neither HTML nor a template engine finds anything in it. */
const inlineJson = (program: unknown): string =>
  JSON.stringify(program, null, 2)
    .replace(/</g, '\\u003c')
    .replace(/\{(?=[{%])/g, '\\u007b')
    .replace(/[\u2028\u2029\ue000\ue001]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`);

function preloadLines(configuration: ShopConfiguration, write: Write): string {
  const src = attributeOf(configuration.script, 'src') ?? '';
  return partFiles(configuration)
    .map((file) => besideScript(src, file))
    .map((address) => (address === undefined ? '' : `<link rel="modulepreload" href="${write(address)}">\n`))
    .join('');
}

/** The attributes of `<lojal-program>` for those of the script tag. */
export const programAttributes = (script: AttributeList): AttributeList =>
  script.flatMap(([name, value]) => {
    const own = /^data-(?!panel$|base$|src$)(.+)$/.exec(name)?.[1];
    return own === undefined || isRefusedAttribute(own, value)
      ? []
      : [[own === 'program' ? 'src' : own, value] as const];
  });

const indented = (lines: string): string => lines.replace(/^(?=<lojal-)/gm, '  ');

export function writeSnippet(configuration: ShopConfiguration): Snippet {
  const { platform, script, elements, isInline, program } = configuration;
  const write: Write = (text) => escapeHtml(text, isTemplated(platform));
  const style = styleText(configuration);
  const styleTag = style && `<style>${style}</style>\n`;
  const json = `${JSON.stringify(program, null, 2)}\n`;
  const data = isInline
    ? `<script type="application/json" data-lojal="program">\n${inlineJson(program)}\n</script>\n`
    : '';
  const placed = elements.map((one) => elementText(one, write)).join('');
  if (platform === 'npm') {
    const open = `<lojal-program${attributesText(programAttributes(script), write)}>\n`;
    const body = `${styleTag}${data}${open}${indented(placed)}</lojal-program>\n`;
    return { head: `${NPM_IMPORT}\n`, body, preload: '', style, json };
  }
  const preload = preloadLines(configuration, write);
  const head = `${preload}${styleTag}${data}<script${attributesText(script, write)}></script>\n`;
  const whole: Readonly<Record<typeof platform, string>> = {
    plain: head,
    shopify: `${SHOPIFY_START}\n${head}`,
    wordpress: `${WORDPRESS_START}\n${head}${WORDPRESS_END}\n`,
  };
  return { head: whole[platform], body: placed, preload, style, json };
}
