/** English: what all questions and reviews say. `sent`, `queued`, `failed` and `refused` are said of answers and reviews. */
export const prompt = {
  /** Part of a field's label. */
  optional: '(optional)',
  send: 'Send',
  thanks: 'Thank you!',
  next: 'We read every answer and use it to get better.',
  saving: 'Sending…',
  sent: 'Your feedback has been sent.',
  queued: 'Saved on this device. It will be sent as soon as there is a connection.',
  failed: 'Not sent. Please keep this page open and try again.',
  refused: 'The shop couldn’t accept this. Please change it and send it again.',
  retry: 'Try again',
  left: { one: '{n} character left', other: '{n} characters left' },
  privacy: 'How we handle your data',
  /** Beside a text field: what is sent when the customer leaves the page. `{send}` is the text of the button. */
  leaveScore: 'Your choice is sent even if you leave this page. Your words are sent only when you press “{send}”.',
  leaveAll: 'Your choice and your words are sent even if you leave this page.',
};
