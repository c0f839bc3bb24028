/** English: the ways to earn points. */
export const earn = {
  /** `{money}` is a round amount: "1 point for every €1". */
  perMoney: '{amount} for every {money} you spend',
  byJoin: 'Join {club}',
  byJoinPlain: 'Join our club',
  byReview: 'Write a review',
  byNps: 'Tell us how we are doing',
  byBirthday: 'On your birthday',
  byAnniversary: 'For every year with us',
  byVisit: 'Visit our page',
  /** A multiplier: "Gold: 1.5 × points". */
  multiplied: '{name}: {times} × points',
  /** `{date}` is the first day without the multiplier. */
  multipliedUntil: '{name}: {times} × points before {date}',
  /** Durations are written as "14 days". */
  wait: 'Points of an order can be used after: {duration}',
  lifetime: 'Points are valid for: {duration}',
  /** `{date}` is the last day. */
  memberUntil: 'Member until {date}',
  interval: 'At most once in: {duration}',
  doneOn: 'Done on {date}',
  againOn: 'Again from {date}',
  join: 'Join',
  visit: 'Open',
  answer: 'Answer',
  tellBirthday: 'Tell us your birthday',
  change: 'Change',
  month: 'Month',
  day: 'Day',
  save: 'Save',
  birthdayNote: 'Day and month only. You can change it once a year.',
  birthdayKnown: 'Your birthday: {date}',
  birthdayRefused: 'You can change your birthday once a year.',
  birthdayInvalid: 'Please choose a day and a month.',
  earnedNow: 'You earned {amount}.',
  savedNow: 'Saved. The points come on your birthday.',
  alreadyDone: 'You have these points already.',
};
