/** The bodies that chat services take. Words of customers are plain text there: no mention, no link, no format. */
import type { AlertMessage } from './alert-message.ts';

/** Letters of a section in Slack. */
const SECTION_LETTERS = 2_900;

/** Slack reads `<!channel>`, `<@U1>` and `<https://…>` in any text. */
const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cuts before a character that would be too many, never within an escape. */
function cutSlack(text: string): string {
  let cut = '';
  for (const letter of text) {
    const next = escapeSlack(letter);
    if (cut.length + next.length > SECTION_LETTERS) break;
    cut += next;
  }
  return cut;
}

/** For an incoming webhook of Slack. `text` is what notifications show; it has no words of customers. */
export function slackBody({ title, lines }: AlertMessage): string {
  const section = (text: string) => ({
    type: 'section',
    text: { type: 'plain_text', text: cutSlack(text), emoji: false },
  });
  return JSON.stringify({
    text: escapeSlack(title),
    mrkdwn: false,
    link_names: false,
    parse: 'none',
    unfurl_links: false,
    unfurl_media: false,
    blocks: [title, lines.join('\n')].filter((text) => text !== '').map(section),
  });
}

/** For the webhook of a workflow of Teams: an Adaptive Card. Only a `TextBlock` reads Markdown, and a `TextRun` does not. */
export function teamsBody({ title, lines }: AlertMessage): string {
  const block = (text: string, more: object = {}) => ({
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text, ...more }],
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, { weight: 'Bolder' }), ...lines.map((line) => block(line))],
  };
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return JSON.stringify({ type: 'message', attachments: [card] });
}
