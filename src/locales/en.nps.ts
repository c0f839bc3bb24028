/** English: the question with a scale from 0 to 10. `{name}` is the shop or a product; `Here` is for neither. */
export const nps = {
  npsQuestion: 'How likely are you to recommend {name} to a friend or colleague?',
  npsHere: 'How likely are you to recommend us to a friend or colleague?',
  unlikely: 'Not at all likely',
  likely: 'Extremely likely',
  scoreMissing: 'Please choose a number from 0 to 10.',
  detractor: 'Sorry to hear that. What could we do better?',
  passive: 'What would make it a 10?',
  promoter: 'What did you like most?',
  contact: 'May we contact you about this?',
  npsContact: 'We’ll be in touch soon.',
  quote: 'May we quote you?',
  quoteWhy: 'For our own marketing. You decide what we show.',
};
