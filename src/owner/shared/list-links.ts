import { html, type TemplateResult } from 'lit';
import type { OwnerContext } from './owner-context.ts';
import type { OwnerKey } from './translator.ts';

/** The forms of a list for a table, and the tools in whose columns it comes too. */
const FORMATS = {
  csv: 'answers.csv',
  'csv-semicolon': 'answers.csvSemicolon',
} as const satisfies Readonly<Record<string, OwnerKey>>;
const TOOLS = { klaviyo: 'Klaviyo', hubspot: 'HubSpot' } as const;

/** The address of a list of customers. */
export const listAddress = ({ client }: OwnerContext, query: Readonly<Record<string, string>>): string =>
  client.address(`owner/customers?${new URLSearchParams(query)}`);

/**
 * Links that download a list of customers for a campaign.
 *
 * @param name who is in the list
 * @param query of `owner/customers`
 */
export function listLinks(owner: OwnerContext, name: string, query: Readonly<Record<string, string>>): TemplateResult {
  const { words } = owner;
  const link = (format: string, text: string) =>
    html`<a download href=${listAddress(owner, { ...query, format })}>${text}</a>`;
  return html`<div class="links row small" role="group" aria-labelledby="list">
    <span id="list" class="muted">${words.t('customers.listOf', { segment: name })}</span>
    ${Object.entries(FORMATS).map(([format, key]) => link(format, words.t(key)))}
    ${Object.entries(TOOLS).map(([format, tool]) => link(format, tool))}
  </div>`;
}
