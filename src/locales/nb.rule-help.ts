/** Norwegian: the help sentences of the form of rules, by the English sentence of the schema. */
const help: Readonly<Record<string, string>> = {
  'The name of the loyalty program.': 'Navnet på lojalitetsprogrammet.',
  'The name of the shop. Questions, reviews and the consent use this name. Without it they use `name`.':
    'Navnet på butikken. Det brukes i spørsmål, omtaler og samtykket. Uten dette brukes `name`.',
  'The currency of every amount in the program and in accounts: three letters of ISO 4217.':
    'Valutaen for alle beløp i programmet og på kundenes kontoer: tre bokstaver etter ISO 4217.',
  'The time zone of your shop, a name of the IANA database. It decides which day is today. Without it, the time zone of the customer does.':
    'Tidssonen til butikken, med navnet fra IANA-databasen. Den avgjør hvilken dag det er i dag. Uten dette gjelder kundens tidssone.',
  'How customers earn points, what the points are called and when they expire.':
    'Hvordan kundene tjener poeng, hva poengene heter, og når de utløper.',
  'Points for one unit of the currency, for example 1 €. Each order is rounded down.':
    'Poeng per valutaenhet, for eksempel per 1 kr. Poengene for hver ordre rundes ned.',
  'What one point is worth, in the currency: 0.01 is one cent. Without it no value in money is shown.':
    'Hva ett poeng er verdt i valutaen: 0,01 er ett øre eller én cent. Uten dette vises ingen verdi i penger.',
  'Your word for points: one text, plural forms, or either of these by language.':
    'Ditt eget ord for poeng: én tekst for alle, tekster etter antall, eller en av delene per språk.',
  'When points expire. Without it they never do.': 'Når poengene utløper. Uten dette utløper de aldri.',
  'The time from the day of the order: years, months, weeks and days, as an ISO 8601 duration. `P90D` is 90 days.':
    'Tiden fra ordredatoen: år, måneder, uker og dager, skrevet som en varighet etter ISO 8601. `P90D` er 90 dager.',
  'Which parts of an order beside the goods earn points and count for tiers, when a server books orders.':
    'Hvilke deler av en ordre, utenom varene, som gir poeng og teller med for nivåene, når en server registrerer ordrene.',
  'When the points of an order can be spent. Without it at once.':
    'Når poengene fra en ordre kan brukes. Uten dette kan de brukes med en gang.',
  'The time from the day of the order, for example your return window.':
    'Tiden fra ordredatoen, for eksempel returfristen din.',
  'What a refund does if the points were spent: the balance goes below 0 (`below-zero`), or at most to 0 (`to-zero`).':
    'Hva som skjer ved en refusjon når poengene er brukt: saldoen kan bli mindre enn 0 (`below-zero`), eller den stopper på 0 (`to-zero`).',
  'The levels that customers reach.': 'Nivåene kundene kan nå.',
  'What counts towards a level: money spent, points earned, or the number of orders. Spending points changes nothing.':
    'Hva som teller med for å nå et nivå: hvor mye kunden har kjøpt for, opptjente poeng eller antall ordrer. Å bruke poeng endrer ingenting.',
  'The time that counts: all of it, the last months (`months`), or the calendar year. A level of a calendar year lasts to the end of the next year.':
    'Tiden som teller: all tid, de siste månedene (`months`) eller kalenderåret. Med kalenderåret varer et nivå ut året etter at det ble nådd.',
  'The length of a rolling period, in months.': 'Hvor mange måneder som teller når perioden er de siste månedene.',
  'The levels, from the lowest to the highest. Customers remember up to 5; a server takes at most 7.':
    'Nivåene, fra det laveste til det høyeste. Opptil 5 er lette å huske; en server tar imot høyst 7.',
  'One level.': 'Ett nivå.',
  'Your own name for it. It is stored and must not change later.':
    'Ditt eget navn på dette. Det lagres og må ikke endres senere.',
  'The name that customers read.': 'Navnet kundene ser.',
  'Where the level begins: an amount in the currency when `metric` is `spend`, else a whole number.':
    'Hvor nivået begynner: et beløp i valutaen når `metric` er `spend`, ellers et helt tall.',
  'What the level gives, in a few words each.': 'Hva nivået gir. Bruk noen få ord på hver fordel.',
  'What the server multiplies the points of an order by while a customer has this level.':
    'Serveren ganger poengene for en ordre med dette tallet så lenge kunden er på dette nivået.',
  'What customers can exchange points for.': 'Hva kundene kan bytte poeng mot.',
  'One reward.': 'Én belønning.',
  'The price in points.': 'Prisen i poeng.',
  'The page where customers get the reward: `https:`, or a path on your site.':
    'Siden der kundene får belønningen: `https:` eller en sti på nettstedet ditt.',
  'What the customer gets. All but `link` give a code: an amount off (`discount`), a part off (`percent`), free shipping (`shipping`), a product (`product`), a gift (`gift`), a donation in the name of the customer (`donation`), or something from a partner (`partner`).':
    'Hva kunden får. Alle unntatt `link` gir en kode: et beløp i rabatt (`discount`), rabatt i prosent (`percent`), gratis frakt (`shipping`), et produkt (`product`), en gave (`gift`), en gave til et formål i kundens navn (`donation`) eller noe fra en samarbeidspartner (`partner`).',
  'The amount off in the currency (`discount`), or the percentage (`percent`).':
    'Rabatten, som beløp i valutaen (`discount`) eller i prosent (`percent`).',
  'The least amount of goods for which the code can be used.':
    'Varene må til sammen koste minst dette for at koden skal kunne brukes.',
  'Your id of the product (`product`).': 'Din id for produktet (`product`).',
  'When the code ends. Without it never.': 'Når koden utløper. Uten dette utløper den aldri.',
  'The time from the day of the redemption.': 'Tiden fra dagen poengene løses inn.',
  'What the donation is for (`donation`).': 'Formålet gaven går til (`donation`).',
  'The partner who gives the reward (`partner`).':
    'Hvem som gir belønningen når den kommer fra en samarbeidspartner (`partner`).',
  'What customers can do for points, beside orders. A server gives the points.':
    'Hva kundene kan gjøre for å få poeng, utenom å handle. En server gir poengene.',
  'One rule.': 'Én regel.',
  'What is rewarded: joining, a review or an NPS answer of a customer with a token (whatever it says), the birthday, the anniversary of the first paid order, or a visit to `url`.':
    'Hva som gir poeng: å bli med, en omtale eller et NPS-svar fra en kunde med token (uansett hva kunden svarer), bursdagen, årsdagen for den første betalte ordren, eller et besøk på `url`.',
  'The points that it gives.': 'Poengene kunden får for dette.',
  'The least time between two times. Default: `visit` once, `nps` 90 days. `join` is always once, `birthday` and `anniversary` at most once a year, and `review` once for each order or product that the customer bought.':
    'Den korteste tiden før kunden kan få poengene igjen. Standard: `visit` bare én gang, `nps` etter 90 dager. `join` gir alltid poeng bare én gang, `birthday` og `anniversary` høyst én gang i året, og `review` én gang for hver ordre eller hvert produkt kunden har kjøpt.',
  'What the customer reads, for example for a visit.': 'Teksten kunden ser, for eksempel for et besøk.',
  'Where a visit leads: `https:`, or a path on your site.':
    'Siden kunden skal besøke: `https:` eller en sti på nettstedet ditt.',
  'Times in which orders earn more. Of several, the one that gives an order the most points counts.':
    'Perioder da ordrer gir flere poeng. Gjelder flere kampanjer, teller den som gir flest poeng for ordren.',
  'One campaign.': 'Én kampanje.',
  'The first day.': 'Den første dagen.',
  'The first day on which it no longer holds.': 'Den første dagen kampanjen ikke lenger gjelder.',
  'What the points are multiplied by.': 'Poengene ganges med dette tallet.',
  'Your ids of the products whose part of an order is multiplied. Without it the whole order is.':
    'Dine id-er for produktene kampanjen gjelder. Bare poengene for den delen av ordren ganges. Uten dette ganges poengene for hele ordren.',
  'The ids of the levels for which it holds. Without it for all.':
    'Id-ene til nivåene kampanjen gjelder for. Uten dette gjelder den for alle.',
  'The fraction of customers who are left out, so that the effect can be measured.':
    'Andelen av kundene som holdes utenfor, slik at effekten kan måles.',
  'What a friend and the customer who invites the friend (the advocate) get. Invitations need a server.':
    'Hva en venn og kunden som inviterer vennen, får. Invitasjoner krever en server.',
  'What the friend gets, as a code. Without it nothing.':
    'Hva vennen får, i form av en kode. Uten dette får vennen ingenting.',
  'As in `rewards`.': 'Som i `rewards`.',
  'What the friend reads, for example for a gift.': 'Teksten vennen ser, for eksempel for en gave.',
  'The time from the day of the claim.': 'Tiden fra dagen vennen tar imot invitasjonen.',
  'What the advocate gets. Without it nothing.':
    'Hva den som inviterer, får. Uten dette får den som inviterer, ingenting.',
  'The points.': 'Antall poeng.',
  'How many friends one reward takes.': 'Hvor mange venner som skal til for én belønning.',
  'Which first order of the friend counts.': 'Hva som kreves for at vennens første ordre teller.',
  'The least amount of that order, counting only what earns points.':
    'Det minste beløpet ordren må være på. Bare det som gir poeng, regnes med.',
  'The time from that order to the reward: your return window.':
    'Tiden fra denne ordren til belønningen: returfristen din.',
  'The most friends for whom one advocate is rewarded in a calendar year.':
    'Hvor mange venner én kunde høyst kan få belønning for i et kalenderår.',
  'The page that the link of the advocate leads to.': 'Siden vennene kommer til når de følger invitasjonslenken.',
  'A membership that customers pay for.': 'Et medlemskap som kundene betaler for.',
  'The price of a period, in the currency.': 'Prisen for én periode, i valutaen.',
  'The length of a period.': 'Hvor lang en periode er.',
  'The page where customers buy it.': 'Siden der kundene kjøper medlemskapet.',
  'What it gives, in a few words each.': 'Hva medlemskapet gir. Bruk noen få ord på hver fordel.',
  'What the server multiplies the points of an order by.': 'Serveren ganger poengene for en ordre med dette tallet.',
  'What customers are told by a card in the corner.': 'Hva kundene får vite gjennom et kort i hjørnet.',
  'The next level is near.': 'Kunden er nær det neste nivået.',
  'The part of the way from one level to the next that may still be missing.':
    'Hvor stor del av veien fra ett nivå til det neste som høyst kan gjenstå.',
  'Your own sentence in place of the built-in one. `{amount}` is what is missing, `{level}` the next level.':
    'Din egen setning i stedet for den innebygde. `{amount}` er det som mangler, `{level}` er det neste nivået.',
  'The page that a link in the message leads to. Without it, no link.':
    'Siden som en lenke i meldingen fører til. Uten dette har meldingen ingen lenke.',
  'The fraction of customers who never get the message, so that the effect can be measured.':
    'Andelen av kundene som aldri får meldingen, slik at effekten kan måles.',
  'Points expire soon.': 'Poeng utløper snart.',
  'How many days before the points expire.': 'Hvor mange dager før poengene utløper.',
  'Your own sentence in place of the built-in one. `{amount}` are the points, `{date}` is the first day without them.':
    'Din egen setning i stedet for den innebygde. `{amount}` er poengene, `{date}` er den første dagen uten dem.',
  'The customer has not ordered for long. Needs an account with a ledger.':
    'Det er lenge siden kunden handlet. Krever en konto med poenghistorikk.',
  'The least number of days since the last order.': 'Hvor mange dager det minst må være siden siste ordre.',
  'Your own sentence in place of the built-in one.': 'Din egen setning i stedet for den innebygde.',
  'The points of a birthday have been given within the last 7 days. Needs a rule with `birthday` in `earn`, and an account with a ledger.':
    'Kunden har fått bursdagspoeng de siste 7 dagene. Krever en regel med `birthday` i `earn` og en konto med poenghistorikk.',
  'Your own sentence in place of the built-in one. `{amount}` are the points.':
    'Din egen setning i stedet for den innebygde. `{amount}` er poengene.',
  'Whether pages tell the server how often each question and message was shown, closed, answered and left. Counts by day, nothing about a customer. Without it, no.':
    'Om sidene skal fortelle serveren hvor ofte hvert spørsmål og hver melding ble vist, lukket, besvart og latt ubesvart. Bare antall per dag telles, ingenting om den enkelte kunden. Uten dette gjør de det ikke.',
  'When customers are asked for their opinion: rules by the name of the question.':
    'Når kundene blir spurt om hva de mener. Hver regel har navnet på et spørsmål.',
  'Days between any two questions that come by themselves.':
    'Dager mellom to spørsmål som kommer av seg selv, uansett hvilke.',
  'Your own texts in place of the built-in ones: by language, then by key. A text that depends on a number has plural forms.':
    'Dine egne tekster i stedet for de innebygde: først etter språk, så etter nøkkel. En tekst som avhenger av et tall, skrives i entall og flertall.',
  'What is sent of a question when the customer leaves the page without pressing "Send": the score or the choice (`score`), the words too (`all`), or nothing (`none`). A sentence beside the text field tells the customer. Reviews are only sent by "Send".':
    'Hva som sendes av svaret når kunden forlater siden uten å trykke på «Send»: karakteren eller valget (`score`), også det kunden har skrevet (`all`), eller ingenting (`none`). En setning ved tekstfeltet forteller kunden om det. Omtaler sendes bare med «Send».',
  'The side of a card and of its tab: where a line of the page begins (`start`) or ends (`end`).':
    'Hvilken kant kortet og fanen står ved: der linjene på siden begynner (`start`) eller slutter (`end`).',
  'Your privacy page. It is linked below every form.':
    'Siden din om personvern. Under hvert skjema er det en lenke til den.',
  'The page where customers sign in or create an account. Guests get a link to it.':
    'Siden der kundene logger inn eller oppretter en konto. Gjester får en lenke til den.',
  'What you give for a review, if anything. It is shown beside the stars.':
    'Det du eventuelt gir for en omtale. Det vises ved siden av stjernene.',
  'Your own words for the consent to publish a review.': 'Din egen tekst for samtykket til å publisere en omtale.',
  'The words that the customer agrees to.': 'Teksten kunden samtykker til.',
  'The version of the text. Change it whenever the text changes; it is stored with each consent.':
    'Versjonen av teksten. Endre den hver gang teksten endres. Den lagres med hvert samtykke.',
  'A text of at most 500 characters, or one by language: {"en":"Silver","sv":"Silver"}.':
    'En tekst på høyst 500 tegn, eller én per språk: {"en":"Silver","sv":"Silver"}.',
  'When one question is asked, and its words. All conditions must hold at once.':
    'Når ett spørsmål stilles, og hvordan det er formulert. Alle vilkårene må være oppfylt samtidig.',
  'The kind of question. Required where the name of the rule is not itself a kind.':
    'Spørsmålets type. Må fylles ut når navnet på regelen ikke selv er en type.',
  'How the question comes: a card in the corner, or a small tab that the customer can open.':
    'Hvordan spørsmålet vises: som et kort i hjørnet, eller som en liten fane kunden kan åpne.',
  'Ask only after an event that your page tracked, for example with `lojal.track("purchase", { order })`. Each order counts once.':
    'Spør bare etter en hendelse som siden din har registrert, for eksempel med `lojal.track("purchase", { order })`. Hver ordre teller én gang.',
  'The name of the event.': 'Navnet på hendelsen.',
  'Days of 24 hours from the event until the question may come.':
    'Hvor mange døgn (24 timer) etter hendelsen spørsmålet tidligst kan komme.',
  'Days after that in which the question may still come.': 'Så mange dager deretter kan spørsmålet fortsatt komme.',
  'Ask only on these pages, by their path. `*` stands for any characters. Questions never come in the cart or at the checkout.':
    'Spør bare på disse sidene, angitt med sti. `*` kan stå for hvilke som helst tegn. Spørsmål kommer aldri i handlekurven eller kassen.',
  'Only on these paths. Without any, on all.': 'Bare på disse stiene. En tom liste betyr alle.',
  'Never on these paths. Wins over `allow`.': 'Aldri på disse stiene. Går foran `allow`.',
  'Seconds since the page was opened.': 'Hvor mange sekunder det er gått siden nettsiden ble åpnet.',
  'Percent of the page that the customer has scrolled past.':
    'Hvor mange prosent av nettsiden kunden har rullet forbi.',
  'Seconds for which the page was visible.': 'Hvor mange sekunder nettsiden har vært synlig.',
  'Ask only when the customer is about to leave: the mouse at the top edge, a fast scroll up, or the back gesture on a touch screen.':
    'Spør bare når kunden er i ferd med å gå: musen er ved den øverste kanten, siden rulles raskt opp, eller kunden sveiper tilbake på en berøringsskjerm.',
  'Ask only these customers.': 'Spør bare disse kundene.',
  'Ids of levels. Without any, all customers.': 'Id-er for nivåer. En tom liste betyr alle kunder.',
  'The number of orders, both bounds included.': 'Antall ordrer, begge grensene medregnet.',
  'The fewest orders.': 'Minste antall ordrer.',
  'The most orders. The default stands for any number.':
    'Største antall ordrer. Standardverdien betyr at det ikke er noen grense.',
  'Languages of the page. Without any, all.': 'Språk nettsiden kan ha. En tom liste betyr alle.',
  'The fraction of customers who are asked: 0.25 is one in four. It is stable for each customer.':
    'Andelen av kundene som blir spurt: 0,25 er én av fire. Den samme kunden er enten alltid med eller aldri med.',
  'Days until the question may come again.': 'Dager før spørsmålet kan komme igjen.',
  'Days after the question was shown.': 'Dager etter at spørsmålet ble vist.',
  'Days after the question was closed without an answer.': 'Dager etter at spørsmålet ble lukket uten svar.',
  'Days after the question was answered. A review with `after` comes once per order instead; without `after` it waits the default of the other kinds.':
    'Dager etter at spørsmålet ble besvart. En omtale med `after` kommer i stedet én gang per ordre. Uten `after` ventes det like mange dager som er standard for de andre typene.',
  'The number of showings without an answer after which the question never comes again.':
    'Hvor mange ganger spørsmålet vises uten svar før det aldri kommer igjen.',
  'Of several questions that could come, the one with the highest priority comes. Of equal ones, the first in the program.':
    'Når flere spørsmål kan komme, kommer det med høyest prioritet. Har flere samme prioritet, kommer det som står først i programmet.',
  'Your own question in place of the built-in one. `{name}` stands for the shop or product that is asked about.':
    'Ditt eget spørsmål i stedet for det innebygde. `{name}` står for butikken eller produktet spørsmålet gjelder.',
  'The version of your question. It is stored with each answer.':
    'Versjonen av spørsmålet ditt. Den lagres med hvert svar.',
  'The options of a `choice` or `exit` question.': 'Alternativene i et spørsmål av typen `choice` eller `exit`.',
  'One option.': 'Ett alternativ.',
  'Stored with the answer. It must not change later.': 'Lagres med svaret. Må ikke endres senere.',
  'The text that customers read.': 'Teksten kundene ser.',
  'Whether customers can choose more than one option. Without it, one.':
    'Om kundene kan velge flere enn ett alternativ. Uten dette kan de bare velge ett.',
  'Whether the last option is "Something else", with a text field. Without it, only an `exit` question without `options` has this option.':
    'Om det siste alternativet er «Noe annet», med et tekstfelt. Uten dette har bare spørsmål av typen `exit` uten `options` dette alternativet.',
  'Whether options come in a random order, so that none is favoured. Without it, they do.':
    'Om alternativene vises i tilfeldig rekkefølge, slik at ingen av dem får en fordel. Uten dette gjør de det.',
  'A link in the thanks.': 'En lenke i takkemeldingen.',
  'The text of the link.': 'Teksten på lenken.',
  '`https:`, or a path on your site.': '`https:` eller en sti på nettstedet ditt.',
  'Whether a customer who would recommend you is then asked for words that you may quote in your marketing. Without it, no.':
    'Om en kunde som vil anbefale deg, deretter blir bedt om en uttalelse du kan sitere i markedsføringen din. Uten dette skjer det ikke.',
};

export default help;
