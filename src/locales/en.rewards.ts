/** English: rewards and codes. */
export const rewards = {
  missing: '{amount} to go',
  redeem: 'Redeem',
  /** Asked before points are taken. */
  confirmRedeem: 'Redeem {amount} for {reward}?',
  give: 'Give',
  confirmGive: 'Give {amount} for {cause}?',
  /** Above the code. */
  yourCode: 'Your code for {reward}',
  thanksFor: 'Thank you! You gave {amount} for {cause}.',
  codesHeading: 'Your codes',
  useAtCheckout: 'Enter the code at the checkout.',
  used: 'Used',
  expired: 'Expired',
  returned: 'Given back',
  giveBack: 'Give back',
  confirmGiveBack: 'Give this code back? You get your points back.',
  gaveBack: 'Done. Your points are back.',
  /** A condition of a reward. */
  minimumOrder: 'For orders from {money}',
  fromPartner: 'From {partner}',
  forCause: 'For {cause}',
  givenSoFar: 'Customers have given {amount} so far',
  validFor: 'Code valid for: {duration}',
  notEnough: 'You do not have enough points for this reward.',
  unavailable: 'This reward is not available at the moment. Your points are untouched.',
};
