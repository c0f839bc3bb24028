import type { Reviews } from './languages.ts';

/** Swedish: reviews and testimonials. */
const sv: Reviews = {
  reviewHeading: 'Recensera {product}',
  thisProduct: 'produkten',
  reviewPurpose: 'Recensionen hjälper andra att välja och visas bara om du vill. Det tar ungefär en minut.',
  tellHeading: 'Berätta för andra om {name}',
  tellPurpose: 'Vi vill visa dina ord i vår marknadsföring. Det tar ungefär en minut, och du bestämmer.',
  rating: 'Ditt betyg',
  stars: { one: '{n} stjärna', other: '{n} stjärnor' },
  incentive: 'För recensionen får du: {incentive}, vad du än skriver.',
  title: 'Rubrik',
  body: 'Din recension',
  named: 'Hur får vi namnge dig?',
  yourName: 'Ditt namn',
  full: 'Hela namnet',
  initial: 'Förnamn och initial',
  anonymous: 'Utan namn',
  consent: 'Ja, {name} får publicera mitt betyg, mina ord och mitt namn enligt valet ovan här på sajten.',
  tellConsent:
    'Ja, {name} får använda mitt betyg, mina ord och mitt namn enligt valet ovan här på sajten och i sin egen marknadsföring.',
  reviewNext: 'Vi läser den innan den visas.',
  reviewKept: 'Vi läser den, men publicerar den inte.',
  theShop: 'butiken',
  ratingMissing: 'Välj antal stjärnor.',
  restored: 'Det du skrev är kvar.',
  nameMissing: 'Skriv ditt namn eller välj Utan namn.',
};

export default sv;
