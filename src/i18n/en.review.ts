/** English: reviews and testimonials. */
export const review = {
  reviewHeading: 'Review {product}',
  thisProduct: 'this product',
  reviewPurpose:
    'Your review helps other customers choose, and is shown on this website only if you agree. It takes about a minute.',
  tellHeading: 'Tell others about {name}',
  tellPurpose:
    'We would like to show your words in our own marketing. It takes about a minute, and you decide what we may show.',
  rating: 'Your rating',
  stars: { one: '{n} star', other: '{n} stars' },
  incentive: 'For this review you get: {incentive}. You get it whatever you write.',
  title: 'Headline',
  body: 'Your review',
  named: 'How should we name you?',
  yourName: 'Your name',
  full: 'Full name',
  initial: 'First name and initial',
  anonymous: 'Without a name',
  consent: 'Yes, {name} may publish my rating, my words and my name as chosen above on this website.',
  tellConsent:
    'Yes, {name} may use my rating, my words and my name as chosen above on this website and in its own marketing.',
  reviewNext: 'We look through every review before it is shown.',
  reviewKept: 'We read it, and we will not publish it.',
  theShop: 'this shop',
  ratingMissing: 'Please choose a number of stars.',
  restored: 'What you had written is here again.',
  nameMissing: 'Please write your name, or choose “Without a name”.',
};
