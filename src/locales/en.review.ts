/** English: reviews and testimonials. */
export const review = {
  /** About a product with a name; about the shop, in languages without `reviewShop`. */
  reviewHeading: 'Review {name}',
  reviewThisProduct: 'Review this product',
  /** About the shop, where its name is not known. */
  reviewHere: 'Review our shop',
  reviewPurpose:
    'Your review helps other customers choose. It takes about a minute, and we only publish it if you agree.',
  tellHeading: 'Tell others about {name}',
  tellHere: 'Tell others about us',
  tellPurpose: 'We’d like to quote you in our marketing. It takes about a minute, and you decide what we show.',
  rating: 'Your rating',
  stars: { one: '{n} star', other: '{n} stars' },
  /** For a review and for a testimonial. */
  incentive: 'You’ll get {incentive} as a thank-you, whatever you write.',
  title: 'Headline',
  body: 'Your review',
  tellBody: 'Your words',
  named: 'How should your name appear?',
  yourName: 'Your name',
  full: 'Full name',
  initial: 'First name and initial',
  anonymous: 'Don’t show my name',
  /**
   * The consent: `tell` to a testimonial, `Unnamed` without the customer's name. `{name}` is the subject: the shop, or the
   * host name of the page. When one of them changes in any language, raise `CONSENT_VERSION`.
   */
  consent: 'Yes, {name} may publish my rating, my review and my name (as chosen above) on this website.',
  consentUnnamed: 'Yes, {name} may publish my rating and my review, without my name, on this website.',
  tellConsent:
    'Yes, {name} may use my rating, my words and my name (as chosen above) on this website and in its own marketing.',
  tellConsentUnnamed:
    'Yes, {name} may use my rating and my words, without my name, on this website and in its own marketing.',
  reviewNext: 'We read every review before we publish it.',
  tellNext: 'We read your words before we use them.',
  /** After a review or a testimonial without consent. */
  unpublished: 'Only we will read it. As you wished, it won’t be published.',
  ratingMissing: 'Please choose a star rating.',
  restored: 'We’ve kept what you wrote.',
  nameMissing: 'Please enter your name, or choose “Don’t show my name”.',
};
