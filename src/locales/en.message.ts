/** English: messages. */
export const message = {
  nearLevel: 'Only {amount} to {level}.',
  /** A multiplier: "Gold: 1.5 × points". */
  multiplied: '{name}: {times} × points',
  /** `{date}` is the first day without the points. */
  expireOn: { one: '{amount} expires on {date}.', other: '{amount} expire on {date}.' },
  /** To a customer who has not ordered for long. */
  welcomeBack: 'It has been a while. Good to see you again.',
  birthdayPoints: { one: 'Happy birthday! {amount} is yours.', other: 'Happy birthday! {amount} are yours.' },
  /** The link of a message. */
  seeMore: 'See more',
};
