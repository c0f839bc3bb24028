/**
 * The code of templates that a snippet may contain. A template runs on the shop's server, or writes into the page what it likes,
 * so nothing else is taken from an address or a pasted snippet.
 */

/** The id of the customer who is signed in to WordPress; empty for a guest. */
export const WORDPRESS_CUSTOMER = "<?php echo esc_attr( get_current_user_id() ?: '' ); ?>";

/** What a template engine replaces: Liquid, or PHP. The last one ends a function of a snippet for WordPress. */
export const TEMPLATES = /<\?php \}\s*\);(?:\s*\?>)?|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<\?(?:php\b|=)[\s\S]*?\?>/g;

/** A value of the shop, or the address of a file of the theme. The filters cannot write markup. */
const LIQUID =
  /^\{\{ (?:'[\w.-]+' \| asset_url|(?:customer|product|variant|order|cart|shop|request)(?:\.[a-z_]+){1,3}(?: \| (?:escape|round|json|handleize|divided_by: \d[\d.]*|times: \d[\d.]*|date: '[%A-Za-z:-]+'))*) \}\}$/;

/** Text of a customer or a product may have a quotation mark. */
const isText = (code: string): boolean => /\.(title|name|vendor|type|note|email|first_name|last_name)\b/.test(code);

export const isKnownTemplate = (code: string): boolean =>
  code === WORDPRESS_CUSTOMER || (LIQUID.test(code) && (!isText(code) || / \| escape(?= )/.test(code)));

/** Whether a text contains code of a template that is not one of these. */
export const hasForeignTemplate = (text: string): boolean =>
  /\{\{|\{%|<\?/.test(text.replace(TEMPLATES, (code) => (isKnownTemplate(code) ? '' : code)));
