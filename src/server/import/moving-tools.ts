/** The tools that shops move from: what their exports have, by their public documentation, which `docs/tasks/move-in.md` names. */

export interface MovingTool {
  readonly title: string;
  /** The `source` of the reviews. */
  readonly origin: string;
  readonly balances: boolean;
  readonly reviews: boolean;
}

export const MOVING_TOOLS = {
  smile: { title: 'Smile', origin: 'https://smile.io', balances: true, reviews: false },
  loyaltylion: { title: 'LoyaltyLion', origin: 'https://loyaltylion.com', balances: true, reviews: false },
  yotpo: { title: 'Yotpo', origin: 'https://www.yotpo.com', balances: true, reviews: true },
  growave: { title: 'Growave', origin: 'https://growave.io', balances: true, reviews: true },
  judgeme: { title: 'Judge.me', origin: 'https://judge.me', balances: false, reviews: true },
  'woocommerce-points': {
    title: 'WooCommerce Points',
    origin: 'https://woocommerce.com',
    balances: true,
    reviews: false,
  },
} as const satisfies Readonly<Record<string, MovingTool>>;

export type MovingToolName = keyof typeof MOVING_TOOLS;

export const isMovingTool = (name: string): name is MovingToolName => Object.hasOwn(MOVING_TOOLS, name);

const EMAIL = ['email', 'emailaddress', 'emails', 'useremail', 'customeremail', 'revieweremail', 'authoremail'];
/** Ids of the shop. Not those of the tool, which it calls `id`. */
const CUSTOMER = ['customerid', 'shopifycustomerid', 'merchantid', 'externalid', 'userid'];
const RATING = ['rating', 'reviewscore', 'reviewrating', 'score', 'stars'];
const POINTS = ['points', 'pointsbalance', 'pointbalance', 'currentpointsbalance', 'pointsapproved', 'balance'];

/** The headers of each field, as `normalHeader` writes them. Where a file has several, the first one of the list is used. */
export const MOVED_BALANCE_HEADERS = {
  email: EMAIL,
  customer: CUSTOMER,
  points: POINTS,
  expires: ['expires', 'expiresat', 'pointsexpireat', 'pointsexpiry', 'pointsexpirydate', 'pointsexpirationdate'],
  birthday: ['birthday', 'birthdate', 'dateofbirth', 'birthday(mm/dd)', 'birthday(mm/dd/yyyy)'],
} as const;

export const MOVED_REVIEW_HEADERS = {
  id: ['reviewid', 'id'],
  rating: RATING,
  title: ['title', 'reviewtitle'],
  body: ['body', 'reviewbody', 'reviewcontent', 'content', 'reviewtext', 'review'],
  at: ['reviewdate', 'reviewcreationdate', 'createdat', 'datecreated', 'date'],
  name: ['reviewername', 'displayname', 'reviewerdisplayname', 'authorname', 'author', 'customername', 'name'],
  email: EMAIL,
  customer: CUSTOMER,
  product: ['producthandle', 'handle', 'productid', 'sku', 'productsku'],
  product_name: ['productname', 'producttitle'],
  state: ['curated', 'status', 'reviewstatus', 'state', 'published'],
  verified: ['verified', 'verifiedbuyer', 'verifiedpurchase', 'isverified'],
  language: ['language', 'lang', 'locale'],
} as const;

/** Columns that an import knows and leaves out, with the reason. */
const LEFT_OUT: readonly (readonly [headers: readonly string[], reason: string])[] = [
  [['tier', 'viptier', 'tiername', 'loyaltytier', 'currenttier', 'viptiername'], 'tier: the orders decide it here'],
  [
    ['pointsearned', 'totalpointsearned', 'lifetimepoints', 'pointsspent', 'totalpointsspent', 'pointspending'],
    'points earned, spent or pending: the balance counts',
  ],
  [
    ['name', 'fullname', 'firstname', 'lastname', 'username', 'phone', 'phonenumber'],
    'names and phones: they are not stored',
  ],
  [['referralurl', 'referrallink', 'referralcode'], 'referral links: those of the other tool end with it'],
  [['anniversary', 'anniversary(mm/dd)', 'anniversary(mm/dd/yyyy)'], 'anniversary: the first order decides it here'],
  [['reply', 'replydate', 'replycontent', 'replies', 'comment', 'comments'], 'replies of the shop'],
  [['pictureurls', 'imageurls', 'images', 'photos', 'videos', 'mediaurls'], 'pictures'],
  [['ipaddress', 'ip', 'location', 'country', 'countrycode'], 'addresses and places: they are not stored'],
];

/** What an import leaves out of a file, in words without the words of the file. @param used the headers that have a field */
export function leftOut(headers: Iterable<string>, used: ReadonlySet<string>): readonly string[] {
  const others = new Set([...headers].filter((header) => header !== '' && !used.has(header)));
  const known = LEFT_OUT.filter(([names]) => names.some((name) => others.has(name)));
  const rest = [...others].filter((header) => !LEFT_OUT.some(([names]) => names.includes(header))).length;
  return [
    ...known.map(([, reason]) => reason),
    ...(rest > 0 ? [`${rest} more ${rest === 1 ? 'column' : 'columns'}`] : []),
  ];
}
