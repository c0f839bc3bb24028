/** Danish: the help sentences of the form of rules, by the English sentence of the schema. */
const help: Readonly<Record<string, string>> = {
  'The name of the loyalty program.': 'Navnet på dit loyalitetsprogram.',
  'The name of the shop. Questions, reviews and the consent use this name. Without it they use `name`.':
    'Butikkens navn. Spørgsmål, anmeldelser og samtykket bruger dette navn. Er feltet tomt, bruger de `name`.',
  'The currency of every amount in the program and in accounts: three letters of ISO 4217.':
    'Valutaen for alle beløb i programmet og på kundernes konti: tre bogstaver efter ISO 4217.',
  'The time zone of your shop, a name of the IANA database. It decides which day is today. Without it, the time zone of the customer does.':
    'Butikkens tidszone, et navn fra IANA-databasen. Den afgør, hvilken dag det er i dag. Er feltet tomt, gælder kundens tidszone.',
  'How customers earn points, what the points are called and when they expire.':
    'Hvordan kunderne optjener point, hvad pointene hedder, og hvornår de udløber.',
  'Points for one unit of the currency, for example 1 €. Each order is rounded down.':
    'Point for hver enhed af valutaen, for eksempel for 1 kr.. Pointene for hver ordre rundes ned.',
  'What one point is worth, in the currency: 0.01 is one cent. Without it no value in money is shown.':
    'Hvad ét point er værd i valutaen: 0,01 er én øre eller én cent. Er feltet tomt, vises der ingen værdi i penge.',
  'Your word for points: one text, plural forms, or either of these by language.':
    'Dit ord for point: én tekst, former for ental og flertal, eller en af delene pr. sprog.',
  'When points expire. Without it they never do.': 'Hvornår point udløber. Udfylder du det ikke, udløber de aldrig.',
  'The time from the day of the order: years, months, weeks and days, as an ISO 8601 duration. `P90D` is 90 days.':
    'Tiden regnet fra ordrens dato: år, måneder, uger og dage, skrevet som varighed efter ISO 8601. `P90D` er 90 dage.',
  'Which parts of an order beside the goods earn points and count for tiers, when a server books orders.':
    'Hvilke dele af en ordre ud over varerne der giver point og tæller for niveauer, når en server bogfører ordrerne.',
  'When the points of an order can be spent. Without it at once.':
    'Hvornår point fra en ordre kan bruges. Udfylder du det ikke, kan de bruges med det samme.',
  'The time from the day of the order, for example your return window.':
    'Tiden regnet fra ordrens dato, for eksempel din returfrist.',
  'What a refund does if the points were spent: the balance goes below 0 (`below-zero`), or at most to 0 (`to-zero`).':
    'Hvad der sker ved en refusion, hvis pointene allerede er brugt: saldoen kan blive under 0 (`below-zero`), eller den falder højst til 0 (`to-zero`).',
  'The levels that customers reach.': 'De niveauer, kunderne kan nå.',
  'What counts towards a level: money spent, points earned, or the number of orders. Spending points changes nothing.':
    'Hvad der tæller for et niveau: hvor meget kunden har købt for, hvor mange point kunden har optjent, eller antallet af ordrer. At bruge point ændrer intet.',
  'The time that counts: all of it, the last months (`months`), or the calendar year. A level of a calendar year lasts to the end of the next year.':
    'Den tid, der tæller: al tid, de seneste måneder (`months`) eller kalenderåret. Et niveau efter kalenderår gælder til udgangen af det følgende år.',
  'The length of a rolling period, in months.': 'Hvor mange måneder der tæller, når perioden er »De seneste måneder«.',
  'The levels, from the lowest to the highest. Customers remember up to 5; a server takes at most 7.':
    'Niveauerne, fra det laveste til det højeste. Op til 5 er lette at huske; en server tager imod højst 7.',
  'One level.': 'Ét niveau.',
  'Your own name for it. It is stored and must not change later.':
    'Din egen betegnelse. Den gemmes og må ikke ændres senere.',
  'The name that customers read.': 'Det navn, kunderne læser.',
  'Where the level begins: an amount in the currency when `metric` is `spend`, else a whole number.':
    'Hvor niveauet begynder: et beløb i valutaen, når `metric` er `spend`, ellers et helt tal.',
  'What the level gives, in a few words each.': 'Hvad niveauet giver, hver fordel med få ord.',
  'What the server multiplies the points of an order by while a customer has this level.':
    'Det tal, serveren ganger pointene fra en ordre med, så længe en kunde har dette niveau.',
  'What customers can exchange points for.': 'Hvad kunderne kan bytte point til.',
  'One reward.': 'Én belønning.',
  'The price in points.': 'Prisen i point.',
  'The page where customers get the reward: `https:`, or a path on your site.':
    'Siden, hvor kunderne får belønningen: en adresse med `https:` eller en sti på din hjemmeside.',
  'What the customer gets. All but `link` give a code: an amount off (`discount`), a part off (`percent`), free shipping (`shipping`), a product (`product`), a gift (`gift`), a donation in the name of the customer (`donation`), or something from a partner (`partner`).':
    'Hvad kunden får. Alle undtagen `link` giver en kode: rabat i penge (`discount`), rabat i procent (`percent`), gratis fragt (`shipping`), et produkt (`product`), en gave (`gift`), en donation i kundens navn (`donation`) eller noget fra en samarbejdspartner (`partner`).',
  'The amount off in the currency (`discount`), or the percentage (`percent`).':
    'Rabatten som beløb i valutaen (`discount`) eller i procent (`percent`).',
  'The least amount of goods for which the code can be used.':
    'Det beløb, kunden mindst skal købe varer for, før koden kan bruges.',
  'Your id of the product (`product`).': 'Dit id på produktet (`product`).',
  'When the code ends. Without it never.': 'Hvornår koden udløber. Udfylder du det ikke, udløber den aldrig.',
  'The time from the day of the redemption.': 'Tiden regnet fra den dag, pointene blev indløst.',
  'What the donation is for (`donation`).': 'Hvad en donation går til (`donation`).',
  'The partner who gives the reward (`partner`).': 'Hvilken samarbejdspartner belønningen kommer fra (`partner`).',
  'What customers can do for points, beside orders. A server gives the points.':
    'Hvad kunderne kan gøre for at få point, ud over at bestille. En server giver pointene.',
  'One rule.': 'Én regel.',
  'What is rewarded: joining, a review or an NPS answer of a customer with a token (whatever it says), the birthday, the anniversary of the first paid order, or a visit to `url`.':
    'Hvad der belønnes: at melde sig ind, en anmeldelse eller et NPS-svar fra en kunde med et token (uanset indholdet), fødselsdagen, årsdagen for den første betalte ordre eller et besøg på `url`.',
  'The points that it gives.': 'De point, det giver.',
  'The least time between two times. Default: `visit` once, `nps` 90 days. `join` is always once, `birthday` and `anniversary` at most once a year, and `review` once for each order or product that the customer bought.':
    'Den tid, der mindst skal gå mellem to gange. Standard: `visit` kun én gang, `nps` 90 dage. `join` er altid kun én gang, `birthday` og `anniversary` højst én gang om året, og `review` én gang for hver ordre eller hvert produkt, kunden har købt.',
  'What the customer reads, for example for a visit.': 'Det, kunden læser, for eksempel ved et besøg.',
  'Where a visit leads: `https:`, or a path on your site.':
    'Hvor et besøg fører hen: en adresse med `https:` eller en sti på din hjemmeside.',
  'Times in which orders earn more. Of several, the one that gives an order the most points counts.':
    'Perioder, hvor ordrer giver flere point. Er der flere på samme tid, tæller den, der giver flest point for ordren.',
  'One campaign.': 'Én kampagne.',
  'The first day.': 'Den første dag.',
  'The first day on which it no longer holds.': 'Den første dag, den ikke længere gælder.',
  'What the points are multiplied by.': 'Det tal, pointene ganges med.',
  'Your ids of the products whose part of an order is multiplied. Without it the whole order is.':
    'Dine id’er på de produkter, kampagnen gælder for. Kun deres del af en ordre ganges. Er listen tom, ganges hele ordren.',
  'The ids of the levels for which it holds. Without it for all.':
    'Id’erne på de niveauer, kampagnen gælder for. Er listen tom, gælder den for alle.',
  'The fraction of customers who are left out, so that the effect can be measured.':
    'Den andel af kunderne, der holdes udenfor, så effekten kan måles.',
  'What a friend and the customer who invites the friend (the advocate) get. Invitations need a server.':
    'Hvad vennen og den kunde, der inviterer vennen, får. Invitationer kræver en server.',
  'What the friend gets, as a code. Without it nothing.':
    'Hvad vennen får, som en kode. Udfylder du det ikke, får vennen intet.',
  'As in `rewards`.': 'Som i `rewards`.',
  'What the friend reads, for example for a gift.': 'Det, vennen læser, for eksempel om en gave.',
  'The time from the day of the claim.': 'Tiden regnet fra den dag, vennen tog imod invitationen.',
  'What the advocate gets. Without it nothing.':
    'Hvad den kunde, der inviterer, får. Udfylder du det ikke, får kunden intet.',
  'The points.': 'Antallet af point.',
  'How many friends one reward takes.': 'Hvor mange venner der skal til én belønning.',
  'Which first order of the friend counts.': 'Hvilken første ordre fra vennen der tæller.',
  'The least amount of that order, counting only what earns points.':
    'Ordrens mindste beløb. Kun det, der giver point, regnes med.',
  'The time from that order to the reward: your return window.': 'Tiden fra den ordre til belønningen: din returfrist.',
  'The most friends for whom one advocate is rewarded in a calendar year.':
    'Det højeste antal venner, én kunde kan få belønning for i et kalenderår.',
  'The page that the link of the advocate leads to.': 'Den side, som invitationslinket fører til.',
  'A membership that customers pay for.': 'Et medlemskab, som kunderne betaler for.',
  'The price of a period, in the currency.': 'Prisen for en periode, i valutaen.',
  'The length of a period.': 'Hvor lang en periode er.',
  'The page where customers buy it.': 'Siden, hvor kunderne køber medlemskabet.',
  'What it gives, in a few words each.': 'Hvad medlemskabet giver, hver fordel med få ord.',
  'What the server multiplies the points of an order by.': 'Det tal, serveren ganger pointene fra en ordre med.',
  'What customers are told by a card in the corner.': 'Hvad kunderne får at vide på et kort i hjørnet.',
  'The next level is near.': 'Der er ikke langt til det næste niveau.',
  'The part of the way from one level to the next that may still be missing.':
    'Hvor stor en del af vejen fra ét niveau til det næste der højst må mangle.',
  'Your own sentence in place of the built-in one. `{amount}` is what is missing, `{level}` the next level.':
    'Din egen sætning i stedet for den indbyggede. `{amount}` er det, der mangler, og `{level}` er det næste niveau.',
  'The page that a link in the message leads to. Without it, no link.':
    'Den side, som et link i beskeden fører til. Er feltet tomt, vises der intet link.',
  'The fraction of customers who never get the message, so that the effect can be measured.':
    'Den andel af kunderne, der aldrig får beskeden, så effekten kan måles.',
  'Points expire soon.': 'Point udløber snart.',
  'How many days before the points expire.': 'Så mange dage før udløbet kan beskeden komme.',
  'Your own sentence in place of the built-in one. `{amount}` are the points, `{date}` is the first day without them.':
    'Din egen sætning i stedet for den indbyggede. `{amount}` er pointene, og `{date}` er den første dag uden dem.',
  'The customer has not ordered for long. Needs an account with a ledger.':
    'Kunden har ikke bestilt i lang tid. Kræver en konto med pointhistorik.',
  'The least number of days since the last order.': 'Så mange dage skal der mindst være gået siden den seneste ordre.',
  'Your own sentence in place of the built-in one.': 'Din egen sætning i stedet for den indbyggede.',
  'The points of a birthday have been given within the last 7 days. Needs a rule with `birthday` in `earn`, and an account with a ledger.':
    'Kunden har fået sine fødselsdagspoint inden for de seneste 7 dage. Kræver en regel med `birthday` i `earn` og en konto med pointhistorik.',
  'Your own sentence in place of the built-in one. `{amount}` are the points.':
    'Din egen sætning i stedet for den indbyggede. `{amount}` er pointene.',
  'Whether pages tell the server how often each question and message was shown, closed, answered and left. Counts by day, nothing about a customer. Without it, no.':
    'Om siderne fortæller serveren, hvor ofte hvert spørgsmål og hver besked blev vist, lukket, besvaret og forladt. Kun antal pr. dag, intet om den enkelte kunde. Vælger du ikke noget, gør de det ikke.',
  'When customers are asked for their opinion: rules by the name of the question.':
    'Hvornår kunderne bliver spurgt om deres mening: regler efter spørgsmålets navn.',
  'Days between any two questions that come by themselves.':
    'Antal dage mellem to vilkårlige spørgsmål, der kommer af sig selv.',
  'Your own texts in place of the built-in ones: by language, then by key. A text that depends on a number has plural forms.':
    'Dine egne tekster i stedet for de indbyggede: efter sprog, derefter efter nøgle. En tekst, der afhænger af et tal, har former for ental og flertal.',
  'What is sent of a question when the customer leaves the page without pressing "Send": the score or the choice (`score`), the words too (`all`), or nothing (`none`). A sentence beside the text field tells the customer. Reviews are only sent by "Send".':
    'Hvad der sendes fra et spørgsmål, når kunden forlader siden uden at trykke på »Send«: karakteren eller valget (`score`), også det, kunden har skrevet (`all`), eller intet (`none`). En sætning ved tekstfeltet fortæller kunden det. Anmeldelser sendes kun med »Send«.',
  'The side of a card and of its tab: where a line of the page begins (`start`) or ends (`end`).':
    'I hvilken side af vinduet et kort og dets fane vises: der, hvor en tekstlinje begynder (`start`), eller der, hvor den slutter (`end`).',
  'Your privacy page. It is linked below every form.':
    'Din side om persondata. Der er et link til den under hver formular.',
  'The page where customers sign in or create an account. Guests get a link to it.':
    'Siden, hvor kunderne logger ind eller opretter en konto. Gæster får et link til den.',
  'What you give for a review, if anything. It is shown beside the stars.':
    'Hvad du giver for en anmeldelse, hvis du giver noget. Det vises ved siden af stjernerne.',
  'Your own words for the consent to publish a review.':
    'Din egen ordlyd af samtykket til at offentliggøre en anmeldelse.',
  'The words that the customer agrees to.': 'De ord, kunden siger ja til.',
  'The version of the text. Change it whenever the text changes; it is stored with each consent.':
    'Tekstens version. Ret den, hver gang teksten ændres. Den gemmes sammen med hvert samtykke.',
  'A text of at most 500 characters, or one by language: {"en":"Silver","sv":"Silver"}.':
    'En tekst på højst 500 tegn, eller én pr. sprog: {"en":"Silver","sv":"Silver"}.',
  'When one question is asked, and its words. All conditions must hold at once.':
    'Hvornår ét spørgsmål stilles, og hvordan det lyder. Alle betingelser skal være opfyldt samtidig.',
  'The kind of question. Required where the name of the rule is not itself a kind.':
    'Hvilken slags spørgsmål det er. Skal udfyldes, hvis reglens navn ikke selv er en slags.',
  'How the question comes: a card in the corner, or a small tab that the customer can open.':
    'Hvordan spørgsmålet vises: som et kort i hjørnet eller som en lille fane, kunden kan åbne.',
  'Ask only after an event that your page tracked, for example with `lojal.track("purchase", { order })`. Each order counts once.':
    'Spørg kun efter en hændelse, din side har registreret, for eksempel med `lojal.track("purchase", { order })`. Hver ordre tæller én gang.',
  'The name of the event.': 'Hændelsens navn.',
  'Days of 24 hours from the event until the question may come.':
    'Så mange døgn à 24 timer skal der gå fra hændelsen, før spørgsmålet må komme.',
  'Days after that in which the question may still come.': 'Så mange dage derefter må spørgsmålet stadig komme.',
  'Ask only on these pages, by their path. `*` stands for any characters. Questions never come in the cart or at the checkout.':
    'Spørg kun på disse sider, angivet ved deres sti. `*` står for vilkårlige tegn. Spørgsmål kommer aldrig i kurven eller i kassen.',
  'Only on these paths. Without any, on all.': 'Kun på disse stier. Er listen tom, gælder det alle.',
  'Never on these paths. Wins over `allow`.': 'Aldrig på disse stier. Går forud for `allow`.',
  'Seconds since the page was opened.': 'Hvor mange sekunder siden skal have været åben.',
  'Percent of the page that the customer has scrolled past.':
    'Hvor mange procent af siden kunden skal have rullet forbi.',
  'Seconds for which the page was visible.': 'Hvor mange sekunder siden skal have været synlig.',
  'Ask only when the customer is about to leave: the mouse at the top edge, a fast scroll up, or the back gesture on a touch screen.':
    'Spørg kun, når kunden er på vej væk: musen ved den øverste kant, hurtig rulning opad eller tilbagebevægelsen på en touchskærm.',
  'Ask only these customers.': 'Spørg kun disse kunder.',
  'Ids of levels. Without any, all customers.': 'Niveauernes id’er. Er listen tom, gælder det alle kunder.',
  'The number of orders, both bounds included.': 'Antallet af ordrer. Begge grænser er med.',
  'The fewest orders.': 'Det laveste antal ordrer.',
  'The most orders. The default stands for any number.':
    'Det højeste antal ordrer. Standardværdien betyder: ingen øvre grænse.',
  'Languages of the page. Without any, all.': 'Sidens sprog. Er listen tom, gælder det alle.',
  'The fraction of customers who are asked: 0.25 is one in four. It is stable for each customer.':
    'Den andel af kunderne, der bliver spurgt: 0,25 er én ud af fire. Udfaldet er altid det samme for den enkelte kunde.',
  'Days until the question may come again.': 'Antal dage, før spørgsmålet må komme igen.',
  'Days after the question was shown.': 'Antal dage, efter at spørgsmålet blev vist.',
  'Days after the question was closed without an answer.': 'Antal dage, efter at spørgsmålet blev lukket uden svar.',
  'Days after the question was answered. A review with `after` comes once per order instead; without `after` it waits the default of the other kinds.':
    'Antal dage, efter at spørgsmålet blev besvaret. En anmeldelse med `after` kommer i stedet én gang pr. ordre. Uden `after` gælder standardtiden for de andre slags spørgsmål.',
  'The number of showings without an answer after which the question never comes again.':
    'Efter så mange visninger uden svar kommer spørgsmålet aldrig igen.',
  'Of several questions that could come, the one with the highest priority comes. Of equal ones, the first in the program.':
    'Kan flere spørgsmål komme, kommer det med den højeste prioritet. Har flere samme prioritet, kommer det første i programmet.',
  'Your own question in place of the built-in one. `{name}` stands for the shop or product that is asked about.':
    'Dit eget spørgsmål i stedet for det indbyggede. `{name}` står for den butik eller det produkt, der spørges om.',
  'The version of your question. It is stored with each answer.':
    'Dit spørgsmåls version. Den gemmes sammen med hvert svar.',
  'The options of a `choice` or `exit` question.': 'Svarmulighederne i et spørgsmål af slagsen `choice` eller `exit`.',
  'One option.': 'Én svarmulighed.',
  'Stored with the answer. It must not change later.': 'Gemmes sammen med svaret. Må ikke ændres senere.',
  'The text that customers read.': 'Den tekst, kunderne læser.',
  'Whether customers can choose more than one option. Without it, one.':
    'Om kunderne kan vælge flere svarmuligheder. Vælger du ikke noget, kan de vælge én.',
  'Whether the last option is "Something else", with a text field. Without it, only an `exit` question without `options` has this option.':
    'Om den sidste svarmulighed er »Noget andet« med et tekstfelt. Vælger du ikke noget, er det kun et `exit`-spørgsmål uden `options`, der har den.',
  'Whether options come in a random order, so that none is favoured. Without it, they do.':
    'Om svarmulighederne vises i tilfældig rækkefølge, så ingen af dem får en fordel. Vælger du ikke noget, gør de det.',
  'A link in the thanks.': 'Et link, der vises, når kunden bliver takket for svaret.',
  'The text of the link.': 'Linkets tekst.',
  '`https:`, or a path on your site.': 'En adresse med `https:` eller en sti på din hjemmeside.',
  'Whether a customer who would recommend you is then asked for words that you may quote in your marketing. Without it, no.':
    'Om en kunde, der vil anbefale dig, bagefter bliver bedt om en udtalelse, som du må citere i din markedsføring. Vælger du ikke noget, bliver kunden ikke bedt om det.',
};

export default help;
