/** English: the 0–10 question. */
export const nps = {
  npsQuestion: 'How likely are you to recommend {name} to a friend or colleague?',
  unlikely: 'Not at all likely',
  likely: 'Extremely likely',
  scoreMissing: 'Please choose a number from 0 to 10.',
  detractor: 'We’re sorry. What went wrong?',
  passive: 'What would make it a 10?',
  promoter: 'What did you like most?',
  contact: 'May we contact you about this?',
  npsContact: 'We will be in touch with you soon.',
  quote: 'May we quote you?',
  quoteWhy: 'It would be for our own marketing, and you decide what we may show.',
};
