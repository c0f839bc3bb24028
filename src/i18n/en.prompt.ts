/** English: what every question says. */
export const prompt = {
  us: 'us',
  optional: 'Optional',
  send: 'Send',
  thanks: 'Thank you!',
  next: 'We read every answer and use it to get better.',
  saving: 'Sending …',
  sent: 'Your answer has been sent.',
  queued: 'Saved on this device. It will be sent as soon as there is a connection.',
  failed: 'Not sent. Please keep this page open and try again.',
  refused: 'The shop did not accept this answer. You can change it and send it again.',
  retry: 'Try again',
  left: { one: '{n} character left', other: '{n} characters left' },
  privacy: 'How we handle your data',
};
