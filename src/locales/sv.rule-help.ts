/** Swedish: the help sentences of the form of rules, by the English sentence of the schema. */
const help: Readonly<Record<string, string>> = {
  'The name of the loyalty program.': 'Lojalitetsprogrammets namn.',
  'The name of the shop. Questions, reviews and the consent use this name. Without it they use `name`.':
    'Butikens namn. Det används i frågor, omdömen och samtycket. Om inget anges används `name`.',
  'The currency of every amount in the program and in accounts: three letters of ISO 4217.':
    'Valutan för alla belopp i programmet och på kontona: tre bokstäver enligt ISO 4217.',
  'The time zone of your shop, a name of the IANA database. It decides which day is today. Without it, the time zone of the customer does.':
    'Butikens tidszon, ett namn ur IANA-databasen. Den avgör vilken dag det är i dag. Om inget anges avgör kundens tidszon.',
  'How customers earn points, what the points are called and when they expire.':
    'Hur kunderna tjänar poäng, vad poängen kallas och när de går ut.',
  'Points for one unit of the currency, for example 1 €. Each order is rounded down.':
    'Poäng per valutaenhet, till exempel per 1 kr. Poängen för varje order avrundas nedåt.',
  'What one point is worth, in the currency: 0.01 is one cent. Without it no value in money is shown.':
    'Vad en poäng är värd, i programmets valuta: 0,01 är ett öre eller en cent. Om inget anges visas inget värde i pengar.',
  'Your word for points: one text, plural forms, or either of these by language.':
    'Ditt ord för poäng: en text, olika former efter antal, eller endera per språk.',
  'When points expire. Without it they never do.': 'När poäng går ut. Om inget anges går de aldrig ut.',
  'The time from the day of the order: years, months, weeks and days, as an ISO 8601 duration. `P90D` is 90 days.':
    'Tiden från orderdagen: år, månader, veckor och dagar, som en tidslängd enligt ISO 8601. `P90D` är 90 dagar.',
  'Which parts of an order beside the goods earn points and count for tiers, when a server books orders.':
    'Vilka delar av en order som utöver varorna ger poäng och räknas för nivåerna, när en server registrerar ordrar.',
  'When the points of an order can be spent. Without it at once.':
    'När poängen för en order kan användas. Om inget anges kan de användas direkt.',
  'The time from the day of the order, for example your return window.':
    'Tiden från orderdagen, till exempel din returfrist.',
  'What a refund does if the points were spent: the balance goes below 0 (`below-zero`), or at most to 0 (`to-zero`).':
    'Vad som händer vid en återbetalning om poängen redan är använda: saldot blir mindre än 0 (`below-zero`) eller sjunker som lägst till 0 (`to-zero`).',
  'The levels that customers reach.': 'Nivåerna som kunderna kan nå.',
  'What counts towards a level: money spent, points earned, or the number of orders. Spending points changes nothing.':
    'Vad som räknas för att nå en nivå: beloppet kunden har köpt för, tjänade poäng eller antal ordrar. Att poäng används ändrar inget.',
  'The time that counts: all of it, the last months (`months`), or the calendar year. A level of a calendar year lasts to the end of the next year.':
    'Vilken tid som räknas: all tid, de senaste månaderna (`months`) eller kalenderåret. En nivå för ett kalenderår gäller till slutet av nästa år.',
  'The length of a rolling period, in months.': 'Hur många månader som räknas, när perioden är de senaste månaderna.',
  'The levels, from the lowest to the highest. Customers remember up to 5; a server takes at most 7.':
    'Nivåerna, från den lägsta till den högsta. Upp till 5 är lätta att minnas; en server tar emot högst 7.',
  'One level.': 'En nivå.',
  'Your own name for it. It is stored and must not change later.':
    'Ett id som du väljer själv. Det sparas och får inte ändras senare.',
  'The name that customers read.': 'Namnet som kunderna ser.',
  'Where the level begins: an amount in the currency when `metric` is `spend`, else a whole number.':
    'Var nivån börjar: ett belopp i programmets valuta om `metric` är `spend`, annars ett heltal.',
  'What the level gives, in a few words each.': 'Vad nivån ger. Skriv några få ord för varje förmån.',
  'What the server multiplies the points of an order by while a customer has this level.':
    'Det tal som servern multiplicerar poängen för en order med, så länge kunden har nivån.',
  'What customers can exchange points for.': 'Vad kunderna kan byta poäng mot.',
  'One reward.': 'En belöning.',
  'The price in points.': 'Priset i poäng.',
  'The page where customers get the reward: `https:`, or a path on your site.':
    'Sidan där kunderna får belöningen: en adress med `https:` eller en sökväg på din webbplats.',
  'What the customer gets. All but `link` give a code: an amount off (`discount`), a part off (`percent`), free shipping (`shipping`), a product (`product`), a gift (`gift`), a donation in the name of the customer (`donation`), or something from a partner (`partner`).':
    'Vad kunden får. Alla sorter utom `link` ger en kod: ett belopp i rabatt (`discount`), en rabatt i procent (`percent`), fri frakt (`shipping`), en produkt (`product`), en gåva (`gift`), en gåva till ett ändamål i kundens namn (`donation`) eller något från en samarbetspartner (`partner`).',
  'The amount off in the currency (`discount`), or the percentage (`percent`).':
    'Rabattens belopp i programmets valuta (`discount`) eller i procent (`percent`).',
  'The least amount of goods for which the code can be used.': 'Det minsta varubelopp som koden kan användas för.',
  'Your id of the product (`product`).': 'Ditt id för produkten (`product`).',
  'When the code ends. Without it never.': 'När koden slutar gälla. Om inget anges slutar den aldrig gälla.',
  'The time from the day of the redemption.': 'Tiden från den dag då poängen löstes in.',
  'What the donation is for (`donation`).': 'Vilket ändamål en gåva (`donation`) går till.',
  'The partner who gives the reward (`partner`).': 'Vilken samarbetspartner som ger belöningen (`partner`).',
  'What customers can do for points, beside orders. A server gives the points.':
    'Vad kunderna kan göra för att få poäng, utöver att handla. En server delar ut poängen.',
  'One rule.': 'En regel.',
  'What is rewarded: joining, a review or an NPS answer of a customer with a token (whatever it says), the birthday, the anniversary of the first paid order, or a visit to `url`.':
    'Vad som belönas: att gå med, ett omdöme eller ett NPS-svar från en kund med token (vad det än står i det), födelsedagen, årsdagen av den första betalda ordern eller ett besök på `url`.',
  'The points that it gives.': 'Hur många poäng den ger.',
  'The least time between two times. Default: `visit` once, `nps` 90 days. `join` is always once, `birthday` and `anniversary` at most once a year, and `review` once for each order or product that the customer bought.':
    'Den kortaste tiden mellan två gånger. Standard: `visit` en gång, `nps` 90 dagar. `join` ger alltid poäng bara en gång, `birthday` och `anniversary` högst en gång om året och `review` en gång för varje order eller produkt som kunden har köpt.',
  'What the customer reads, for example for a visit.': 'Texten som kunden läser, till exempel för ett besök.',
  'Where a visit leads: `https:`, or a path on your site.':
    'Vart ett besök leder: en adress med `https:` eller en sökväg på din webbplats.',
  'Times in which orders earn more. Of several, the one that gives an order the most points counts.':
    'Perioder då ordrar ger fler poäng. Om flera kampanjer gäller samtidigt räknas den som ger ordern flest poäng.',
  'One campaign.': 'En kampanj.',
  'The first day.': 'Den första dagen.',
  'The first day on which it no longer holds.': 'Den första dagen då den inte längre gäller.',
  'What the points are multiplied by.': 'Det tal som poängen multipliceras med.',
  'Your ids of the products whose part of an order is multiplied. Without it the whole order is.':
    'Dina id:n för de produkter vars del av ordern multipliceras. Om inget anges multipliceras hela ordern.',
  'The ids of the levels for which it holds. Without it for all.':
    'Id:n för de nivåer som den gäller för. Om inget anges gäller den för alla.',
  'The fraction of customers who are left out, so that the effect can be measured.':
    'Andelen kunder som hålls utanför, så att effekten kan mätas.',
  'What a friend and the customer who invites the friend (the advocate) get. Invitations need a server.':
    'Vad en vän får, och vad kunden som bjuder in vännen får. Inbjudningar kräver en server.',
  'What the friend gets, as a code. Without it nothing.':
    'Vad vännen får, i form av en kod. Om inget anges får vännen ingenting.',
  'As in `rewards`.': 'Som i `rewards`.',
  'What the friend reads, for example for a gift.': 'Texten som vännen läser, till exempel för en gåva.',
  'The time from the day of the claim.': 'Tiden från den dag då vännen hämtade koden.',
  'What the advocate gets. Without it nothing.': 'Vad den som bjuder in får. Om inget anges: ingenting.',
  'The points.': 'Antalet poäng.',
  'How many friends one reward takes.': 'Hur många vänner som krävs för en belöning.',
  'Which first order of the friend counts.': 'Vad som krävs för att vännens första order ska räknas.',
  'The least amount of that order, counting only what earns points.':
    'Det minsta ordervärdet, räknat på den del av ordern som ger poäng.',
  'The time from that order to the reward: your return window.':
    'Tiden från den ordern till belöningen: din returfrist.',
  'The most friends for whom one advocate is rewarded in a calendar year.':
    'Hur många vänner den som bjuder in högst kan få belöning för under ett kalenderår.',
  'The page that the link of the advocate leads to.': 'Sidan som länken från den som bjuder in leder till.',
  'A membership that customers pay for.': 'Ett medlemskap som kunderna betalar för.',
  'The price of a period, in the currency.': 'Priset för en period, i programmets valuta.',
  'The length of a period.': 'Hur lång en period är.',
  'The page where customers buy it.': 'Sidan där kunderna köper medlemskapet.',
  'What it gives, in a few words each.': 'Vad medlemskapet ger. Skriv några få ord för varje förmån.',
  'What the server multiplies the points of an order by.':
    'Det tal som servern multiplicerar poängen för en order med.',
  'What customers are told by a card in the corner.': 'Vad kunderna får veta på ett kort i hörnet.',
  'The next level is near.': 'Nästa nivå är nära.',
  'The part of the way from one level to the next that may still be missing.':
    'Hur stor del av vägen från en nivå till nästa som högst får vara kvar.',
  'Your own sentence in place of the built-in one. `{amount}` is what is missing, `{level}` the next level.':
    'Din egen mening i stället för den inbyggda. `{amount}` är det som är kvar, `{level}` är nästa nivå.',
  'The page that a link in the message leads to. Without it, no link.':
    'Sidan som en länk i meddelandet leder till. Om inget anges visas ingen länk.',
  'The fraction of customers who never get the message, so that the effect can be measured.':
    'Andelen kunder som aldrig får meddelandet, så att effekten kan mätas.',
  'Points expire soon.': 'Poäng går snart ut.',
  'How many days before the points expire.': 'Hur många dagar innan poängen går ut.',
  'Your own sentence in place of the built-in one. `{amount}` are the points, `{date}` is the first day without them.':
    'Din egen mening i stället för den inbyggda. `{amount}` är poängen, `{date}` är den första dagen utan dem.',
  'The customer has not ordered for long. Needs an account with a ledger.':
    'Kunden har inte handlat på länge. Kräver ett konto med poänghistorik.',
  'The least number of days since the last order.': 'Hur många dagar som minst ska ha gått sedan den senaste ordern.',
  'Your own sentence in place of the built-in one.': 'Din egen mening i stället för den inbyggda.',
  'The points of a birthday have been given within the last 7 days. Needs a rule with `birthday` in `earn`, and an account with a ledger.':
    'Kunden har fått poäng på sin födelsedag, och det är högst 7 dagar sedan. Kräver en regel med `birthday` i `earn` och ett konto med poänghistorik.',
  'Your own sentence in place of the built-in one. `{amount}` are the points.':
    'Din egen mening i stället för den inbyggda. `{amount}` är poängen.',
  'Whether pages tell the server how often each question and message was shown, closed, answered and left. Counts by day, nothing about a customer. Without it, no.':
    'Anger om sidorna talar om för servern hur ofta varje fråga och varje meddelande visades, stängdes, besvarades eller lämnades utan svar. Bara antal per dag, inget om någon kund. Om inget anges: nej.',
  'When customers are asked for their opinion: rules by the name of the question.':
    'När kunderna får frågan vad de tycker: en regel för varje fråga, under frågans namn.',
  'Days between any two questions that come by themselves.':
    'Antal dagar mellan två frågor som visas av sig själva, oavsett vilka.',
  'Your own texts in place of the built-in ones: by language, then by key. A text that depends on a number has plural forms.':
    'Dina egna texter i stället för de inbyggda: först språk, sedan nyckel. En text som beror på ett antal har olika former.',
  'What is sent of a question when the customer leaves the page without pressing "Send": the score or the choice (`score`), the words too (`all`), or nothing (`none`). A sentence beside the text field tells the customer. Reviews are only sent by "Send".':
    'Vad som skickas av svaret på en fråga när kunden lämnar sidan utan att trycka på ”Skicka”: betyget eller valet (`score`), även det kunden har skrivit (`all`) eller inget (`none`). En mening bredvid textfältet berättar det för kunden. Omdömen skickas bara med ”Skicka”.',
  'The side of a card and of its tab: where a line of the page begins (`start`) or ends (`end`).':
    'Vid vilken kant kortet och dess flik visas: där en textrad börjar (`start`) eller slutar (`end`).',
  'Your privacy page. It is linked below every form.':
    'Din sida om integritet. Under varje formulär finns en länk till den.',
  'The page where customers sign in or create an account. Guests get a link to it.':
    'Sidan där kunderna loggar in eller skapar ett konto. Gäster får en länk till den.',
  'What you give for a review, if anything. It is shown beside the stars.':
    'Vad du ger för ett omdöme, om du ger något. Det visas bredvid stjärnorna.',
  'Your own words for the consent to publish a review.': 'Din egen text för samtycket till att ett omdöme publiceras.',
  'The words that the customer agrees to.': 'Texten som kunden samtycker till.',
  'The version of the text. Change it whenever the text changes; it is stored with each consent.':
    'Textens version. Ändra den varje gång texten ändras; den sparas med varje samtycke.',
  'A text of at most 500 characters, or one by language: {"en":"Silver","sv":"Silver"}.':
    'En text på högst 500 tecken, eller en per språk: {"en":"Silver","sv":"Silver"}.',
  'When one question is asked, and its words. All conditions must hold at once.':
    'När en fråga ställs, och hur den lyder. Alla villkor måste vara uppfyllda samtidigt.',
  'The kind of question. Required where the name of the rule is not itself a kind.':
    'Vilken sorts fråga det är. Måste anges om regelns namn inte självt är en sort.',
  'How the question comes: a card in the corner, or a small tab that the customer can open.':
    'Hur frågan visas: som ett kort i hörnet eller som en liten flik som kunden kan öppna.',
  'Ask only after an event that your page tracked, for example with `lojal.track("purchase", { order })`. Each order counts once.':
    'Fråga bara efter en händelse som din sida har registrerat, till exempel med `lojal.track("purchase", { order })`. Varje order räknas en gång.',
  'The name of the event.': 'Händelsens namn.',
  'Days of 24 hours from the event until the question may come.':
    'Antal dygn om 24 timmar från händelsen tills frågan får visas.',
  'Days after that in which the question may still come.': 'Antal dagar därefter då frågan fortfarande får visas.',
  'Ask only on these pages, by their path. `*` stands for any characters. Questions never come in the cart or at the checkout.':
    'Fråga bara på sidor med de här sökvägarna. `*` står för vilka tecken som helst. Frågor visas aldrig i varukorgen eller i kassan.',
  'Only on these paths. Without any, on all.': 'Bara på de här sökvägarna. Om inget anges: på alla.',
  'Never on these paths. Wins over `allow`.': 'Aldrig på de här sökvägarna. Går före `allow`.',
  'Seconds since the page was opened.': 'Antal sekunder sedan sidan öppnades.',
  'Percent of the page that the customer has scrolled past.': 'Hur många procent av sidan som kunden har rullat förbi.',
  'Seconds for which the page was visible.': 'Antal sekunder som sidan har varit synlig.',
  'Ask only when the customer is about to leave: the mouse at the top edge, a fast scroll up, or the back gesture on a touch screen.':
    'Fråga bara när kunden är på väg att lämna sidan: musen vid överkanten, en snabb rullning uppåt eller bakåtgesten på en pekskärm.',
  'Ask only these customers.': 'Fråga bara de här kunderna.',
  'Ids of levels. Without any, all customers.': 'Nivåernas id:n. Om inget anges: alla kunder.',
  'The number of orders, both bounds included.': 'Antalet ordrar. Båda gränserna räknas med.',
  'The fewest orders.': 'Det minsta antalet ordrar.',
  'The most orders. The default stands for any number.':
    'Det högsta antalet ordrar. Standardvärdet betyder hur många som helst.',
  'Languages of the page. Without any, all.': 'Sidans språk. Om inget anges: alla.',
  'The fraction of customers who are asked: 0.25 is one in four. It is stable for each customer.':
    'Andelen kunder som får frågan: 0,25 är en av fyra. En och samma kund hör alltid till samma grupp.',
  'Days until the question may come again.': 'Antal dagar tills frågan får visas igen.',
  'Days after the question was shown.': 'Antal dagar efter att frågan visades.',
  'Days after the question was closed without an answer.': 'Antal dagar efter att frågan stängdes utan svar.',
  'Days after the question was answered. A review with `after` comes once per order instead; without `after` it waits the default of the other kinds.':
    'Antal dagar efter att frågan besvarades. Med `after` visas frågan om ett omdöme i stället en gång per order; utan `after` gäller samma standardvärde som för de andra sorterna.',
  'The number of showings without an answer after which the question never comes again.':
    'Hur många gånger frågan kan visas utan svar. Därefter visas den aldrig mer.',
  'Of several questions that could come, the one with the highest priority comes. Of equal ones, the first in the program.':
    'Om flera frågor skulle kunna visas väljs den med högst prioritet. Har de samma prioritet väljs den som står först i programmet.',
  'Your own question in place of the built-in one. `{name}` stands for the shop or product that is asked about.':
    'Din egen fråga i stället för den inbyggda. `{name}` står för butiken eller produkten som frågan gäller.',
  'The version of your question. It is stored with each answer.': 'Frågans version. Den sparas med varje svar.',
  'The options of a `choice` or `exit` question.': 'Alternativen i en fråga av sorten `choice` eller `exit`.',
  'One option.': 'Ett alternativ.',
  'Stored with the answer. It must not change later.': 'Sparas med svaret. Det får inte ändras senare.',
  'The text that customers read.': 'Texten som kunderna läser.',
  'Whether customers can choose more than one option. Without it, one.':
    'Anger om kunderna får välja mer än ett alternativ. Om inget anges: ett.',
  'Whether the last option is "Something else", with a text field. Without it, only an `exit` question without `options` has this option.':
    'Anger om det sista alternativet är ”Något annat”, med ett textfält. Om inget anges finns det bara i en `exit`-fråga utan `options`.',
  'Whether options come in a random order, so that none is favoured. Without it, they do.':
    'Anger om alternativen visas i slumpvis ordning, så att inget av dem gynnas. Om inget anges gör de det.',
  'A link in the thanks.': 'En länk i tacket efter svaret.',
  'The text of the link.': 'Länkens text.',
  '`https:`, or a path on your site.': 'En adress med `https:` eller en sökväg på din webbplats.',
  'Whether a customer who would recommend you is then asked for words that you may quote in your marketing. Without it, no.':
    'Anger om en kund som skulle rekommendera dig sedan får frågan om några ord som du får citera i din marknadsföring. Om inget anges: nej.',
};

export default help;
