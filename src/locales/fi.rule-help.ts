/** Finnish: the help sentences of the form of rules, by the English sentence of the schema. */
const help: Readonly<Record<string, string>> = {
  'The name of the loyalty program.': 'Kanta-asiakasohjelman nimi.',
  'The name of the shop. Questions, reviews and the consent use this name. Without it they use `name`.':
    'Kaupan nimi. Sitä käytetään kysymyksissä, arvosteluissa ja suostumuksessa. Jos tätä ei aseteta, niissä on kohdan `name` nimi.',
  'The currency of every amount in the program and in accounts: three letters of ISO 4217.':
    'Ohjelman ja asiakastilien kaikkien rahasummien valuutta: kolme kirjainta standardin ISO 4217 mukaan.',
  'The time zone of your shop, a name of the IANA database. It decides which day is today. Without it, the time zone of the customer does.':
    'Kauppasi aikavyöhyke: nimi IANA-tietokannasta. Se ratkaisee, mikä päivä on tänään. Jos tätä ei aseteta, sen ratkaisee asiakkaan aikavyöhyke.',
  'How customers earn points, what the points are called and when they expire.':
    'Miten asiakkaat ansaitsevat pisteitä, mikä pisteiden nimi on ja milloin ne vanhenevat?',
  'Points for one unit of the currency, for example 1 €. Each order is rounded down.':
    'Pisteitä yhtä rahayksikköä kohden, esimerkiksi 1 €. Jokaisen tilauksen pisteet pyöristetään alaspäin.',
  'What one point is worth, in the currency: 0.01 is one cent. Without it no value in money is shown.':
    'Yhden pisteen arvo ohjelman valuutassa: 0,01 on yksi sentti. Jos tätä ei aseteta, pisteiden arvoa rahana ei näytetä.',
  'Your word for points: one text, plural forms, or either of these by language.':
    'Oma sanasi pisteille: yksi teksti, muodot lukumäärän mukaan tai jompikumpi näistä kielen mukaan.',
  'When points expire. Without it they never do.':
    'Milloin pisteet vanhenevat? Jos tätä ei aseteta, ne eivät vanhene koskaan.',
  'The time from the day of the order: years, months, weeks and days, as an ISO 8601 duration. `P90D` is 90 days.':
    'Aika tilauspäivästä: vuodet, kuukaudet, viikot ja päivät standardin ISO 8601 mukaisena kestona. `P90D` on 90 päivää.',
  'Which parts of an order beside the goods earn points and count for tiers, when a server books orders.':
    'Mitkä tilauksen osat tuotteiden lisäksi kerryttävät pisteitä ja vaikuttavat tasoon, kun palvelin kirjaa tilaukset?',
  'When the points of an order can be spent. Without it at once.':
    'Milloin tilauksen pisteet voi käyttää? Jos tätä ei aseteta, ne voi käyttää heti.',
  'The time from the day of the order, for example your return window.':
    'Aika tilauspäivästä, esimerkiksi kauppasi palautusaika.',
  'What a refund does if the points were spent: the balance goes below 0 (`below-zero`), or at most to 0 (`to-zero`).':
    'Mitä hyvityksestä seuraa, jos pisteet on jo käytetty? Saldo laskee alle 0:n (`below-zero`) tai korkeintaan 0:aan (`to-zero`).',
  'The levels that customers reach.': 'Tasot, jotka asiakkaat voivat saavuttaa.',
  'What counts towards a level: money spent, points earned, or the number of orders. Spending points changes nothing.':
    'Mikä ratkaisee tason: ostosten summa, ansaitut pisteet vai tilausten määrä? Pisteiden käyttäminen ei vaikuta tasoon.',
  'The time that counts: all of it, the last months (`months`), or the calendar year. A level of a calendar year lasts to the end of the next year.':
    'Aika, jolta lasketaan: koko aika, viimeiset kuukaudet (`months`) tai kalenterivuosi. Kalenterivuoden mukaan laskettu taso on voimassa seuraavan vuoden loppuun.',
  'The length of a rolling period, in months.': 'Kuinka monta viime kuukautta lasketaan?',
  'The levels, from the lowest to the highest. Customers remember up to 5; a server takes at most 7.':
    'Tasot alimmasta ylimpään. Enintään 5 on helppo muistaa; palvelin ottaa vastaan enintään 7.',
  'One level.': 'Yksi taso.',
  'Your own name for it. It is stored and must not change later.':
    'Itse valitsemasi tunniste. Se tallennetaan, eikä sitä saa muuttaa myöhemmin.',
  'The name that customers read.': 'Nimi, jonka asiakkaat näkevät.',
  'Where the level begins: an amount in the currency when `metric` is `spend`, else a whole number.':
    'Mistä taso alkaa? Rahasumma ohjelman valuutassa, jos kohdan `metric` arvo on `spend`, muuten kokonaisluku.',
  'What the level gives, in a few words each.': 'Mitä taso antaa? Kerro kukin etu muutamalla sanalla.',
  'What the server multiplies the points of an order by while a customer has this level.':
    'Luku, jolla palvelin kertoo tilauksen pisteet, kun asiakas on tällä tasolla.',
  'What customers can exchange points for.': 'Mihin asiakkaat voivat vaihtaa pisteensä?',
  'One reward.': 'Yksi palkinto.',
  'The price in points.': 'Hinta pisteinä.',
  'The page where customers get the reward: `https:`, or a path on your site.':
    'Sivu, jolta asiakkaat saavat palkinnon: `https:`-osoite tai polku sivustollasi.',
  'What the customer gets. All but `link` give a code: an amount off (`discount`), a part off (`percent`), free shipping (`shipping`), a product (`product`), a gift (`gift`), a donation in the name of the customer (`donation`), or something from a partner (`partner`).':
    'Mitä asiakas saa? Kaikki muut lajit paitsi `link` antavat koodin: alennus rahana (`discount`), alennus prosentteina (`percent`), ilmainen toimitus (`shipping`), tuote (`product`), lahja (`gift`), lahjoitus asiakkaan nimissä (`donation`) tai jotain kumppanilta (`partner`).',
  'The amount off in the currency (`discount`), or the percentage (`percent`).':
    'Alennus ohjelman valuutassa (`discount`) tai prosentteina (`percent`).',
  'The least amount of goods for which the code can be used.':
    'Pienin tuotteiden yhteissumma, jolla koodia voi käyttää.',
  'Your id of the product (`product`).': 'Tuotteen tunniste kaupassasi (`product`).',
  'When the code ends. Without it never.': 'Milloin koodi vanhenee? Jos tätä ei aseteta, se ei vanhene koskaan.',
  'The time from the day of the redemption.': 'Aika lunastuspäivästä.',
  'What the donation is for (`donation`).': 'Mihin lahjoitus (`donation`) menee?',
  'The partner who gives the reward (`partner`).': 'Kuka antaa palkinnon, jonka laji on `partner`?',
  'What customers can do for points, beside orders. A server gives the points.':
    'Mistä asiakkaat saavat pisteitä tilausten lisäksi? Palvelin antaa pisteet.',
  'One rule.': 'Yksi sääntö.',
  'What is rewarded: joining, a review or an NPS answer of a customer with a token (whatever it says), the birthday, the anniversary of the first paid order, or a visit to `url`.':
    'Mistä pisteitä saa? Liittymisestä, vahvistetun asiakkaan arvostelusta tai NPS-vastauksesta (sisällöstä riippumatta), syntymäpäivästä, ensimmäisen maksetun tilauksen vuosipäivästä tai käynnistä sivulla, jonka osoite on kohdassa `url`.',
  'The points that it gives.': 'Pisteet, jotka siitä saa.',
  'The least time between two times. Default: `visit` once, `nps` 90 days. `join` is always once, `birthday` and `anniversary` at most once a year, and `review` once for each order or product that the customer bought.':
    'Lyhin aika kahden kerran välillä. Oletus: `visit` kerran, `nps` 90 päivää. `join` antaa pisteitä aina vain kerran, `birthday` ja `anniversary` enintään kerran vuodessa ja `review` kerran jokaisesta tilauksesta tai tuotteesta, jonka asiakas on ostanut.',
  'What the customer reads, for example for a visit.': 'Teksti, jonka asiakas näkee, esimerkiksi käynnistä sivulla.',
  'Where a visit leads: `https:`, or a path on your site.':
    'Sivu, jolla asiakas käy: `https:`-osoite tai polku sivustollasi.',
  'Times in which orders earn more. Of several, the one that gives an order the most points counts.':
    'Ajanjaksot, joina tilauksista kertyy enemmän pisteitä. Jos kampanjoita on yhtä aikaa useita, lasketaan se, joka antaa tilauksesta eniten pisteitä.',
  'One campaign.': 'Yksi kampanja.',
  'The first day.': 'Ensimmäinen päivä.',
  'The first day on which it no longer holds.': 'Ensimmäinen päivä, jona kampanja ei enää ole voimassa.',
  'What the points are multiplied by.': 'Luku, jolla pisteet kerrotaan.',
  'Your ids of the products whose part of an order is multiplied. Without it the whole order is.':
    'Tuotteet, joiden osuuteen tilauksesta kerroin vaikuttaa: niiden tunnisteet kaupassasi. Jos tätä ei aseteta, kerroin vaikuttaa koko tilaukseen.',
  'The ids of the levels for which it holds. Without it for all.':
    'Tasot, joita kampanja koskee: niiden tunnisteet. Jos tätä ei aseteta, kampanja koskee kaikkia.',
  'The fraction of customers who are left out, so that the effect can be measured.':
    'Osuus asiakkaista, jotka jäävät ulkopuolelle, jotta vaikutuksen voi mitata.',
  'What a friend and the customer who invites the friend (the advocate) get. Invitations need a server.':
    'Mitä ystävä ja hänet kutsuva asiakas saavat. Kutsut vaativat palvelimen.',
  'What the friend gets, as a code. Without it nothing.':
    'Mitä ystävä saa koodina? Jos tätä ei aseteta, hän ei saa mitään.',
  'As in `rewards`.': 'Kuten kohdassa `rewards`.',
  'What the friend reads, for example for a gift.': 'Teksti, jonka ystävä näkee, esimerkiksi lahjasta.',
  'The time from the day of the claim.': 'Aika siitä päivästä, jona ystävä otti kutsun vastaan.',
  'What the advocate gets. Without it nothing.': 'Mitä kutsuja saa? Jos tätä ei aseteta, hän ei saa mitään.',
  'The points.': 'Pisteet.',
  'How many friends one reward takes.': 'Kuinka monta ystävää yhteen palkintoon tarvitaan?',
  'Which first order of the friend counts.': 'Millainen ystävän ensimmäinen tilaus lasketaan?',
  'The least amount of that order, counting only what earns points.':
    'Pienin summa. Siihen lasketaan vain se, mistä kertyy pisteitä.',
  'The time from that order to the reward: your return window.':
    'Aika ystävän tilauksesta palkintoon: kauppasi palautusaika.',
  'The most friends for whom one advocate is rewarded in a calendar year.':
    'Kuinka monesta ystävästä yksi kutsuja palkitaan kalenterivuoden aikana enintään?',
  'The page that the link of the advocate leads to.': 'Sivu, jolle kutsujan linkki johtaa.',
  'A membership that customers pay for.': 'Jäsenyys, josta asiakkaat maksavat.',
  'The price of a period, in the currency.': 'Jakson hinta ohjelman valuutassa.',
  'The length of a period.': 'Jakson pituus.',
  'The page where customers buy it.': 'Sivu, jolta asiakkaat ostavat jäsenyyden.',
  'What it gives, in a few words each.': 'Mitä jäsenyys antaa? Kerro kukin etu muutamalla sanalla.',
  'What the server multiplies the points of an order by.': 'Luku, jolla palvelin kertoo tilauksen pisteet.',
  'What customers are told by a card in the corner.': 'Mitä asiakkaille kerrotaan kortilla sivun kulmassa?',
  'The next level is near.': 'Seuraava taso on lähellä.',
  'The part of the way from one level to the next that may still be missing.':
    'Kuinka suuri osa kahden tason välisestä matkasta saa vielä puuttua?',
  'Your own sentence in place of the built-in one. `{amount}` is what is missing, `{level}` the next level.':
    'Oma lauseesi valmiin lauseen tilalle. `{amount}` on se, mitä vielä puuttuu, ja `{level}` seuraava taso.',
  'The page that a link in the message leads to. Without it, no link.':
    'Sivu, jolle viestin linkki johtaa. Jos tätä ei aseteta, linkkiä ei ole.',
  'The fraction of customers who never get the message, so that the effect can be measured.':
    'Osuus asiakkaista, jotka eivät koskaan saa viestiä, jotta vaikutuksen voi mitata.',
  'Points expire soon.': 'Pisteitä vanhenee pian.',
  'How many days before the points expire.': 'Kuinka monta päivää ennen pisteiden vanhenemista?',
  'Your own sentence in place of the built-in one. `{amount}` are the points, `{date}` is the first day without them.':
    'Oma lauseesi valmiin lauseen tilalle. `{amount}` on pisteiden määrä ja `{date}` ensimmäinen päivä, jona niitä ei enää ole.',
  'The customer has not ordered for long. Needs an account with a ledger.':
    'Asiakas ei ole tilannut pitkään aikaan. Vaatii asiakastilin, jossa on pistetapahtumat.',
  'The least number of days since the last order.':
    'Kuinka monta päivää viimeisimmästä tilauksesta on vähintään kulunut?',
  'Your own sentence in place of the built-in one.': 'Oma lauseesi valmiin lauseen tilalle.',
  'The points of a birthday have been given within the last 7 days. Needs a rule with `birthday` in `earn`, and an account with a ledger.':
    'Syntymäpäivän pisteet on annettu viimeisten 7 päivän aikana. Vaatii kohtaan `earn` säännön, jossa on `birthday`, ja asiakastilin, jossa on pistetapahtumat.',
  'Your own sentence in place of the built-in one. `{amount}` are the points.':
    'Oma lauseesi valmiin lauseen tilalle. `{amount}` on pisteiden määrä.',
  'Whether pages tell the server how often each question and message was shown, closed, answered and left. Counts by day, nothing about a customer. Without it, no.':
    'Kertovatko sivut palvelimelle, kuinka usein kukin kysymys ja viesti näytettiin, suljettiin, sai vastauksen tai jäi vastaamatta? Vain määrät päivää kohti, ei mitään asiakkaasta. Jos tätä ei aseteta, sivut eivät kerro mitään.',
  'When customers are asked for their opinion: rules by the name of the question.':
    'Milloin asiakkailta kysytään mielipidettä? Säännöt kysymyksen nimen mukaan.',
  'Days between any two questions that come by themselves.':
    'Kuinka monta päivää on minkä tahansa kahden itsestään tulevan kysymyksen välillä?',
  'Your own texts in place of the built-in ones: by language, then by key. A text that depends on a number has plural forms.':
    'Omat tekstisi valmiiden tilalle: ensin kieli, sitten avain. Jos teksti riippuu luvusta, sillä on muodot lukumäärän mukaan.',
  'What is sent of a question when the customer leaves the page without pressing "Send": the score or the choice (`score`), the words too (`all`), or nothing (`none`). A sentence beside the text field tells the customer. Reviews are only sent by "Send".':
    'Mitä kysymyksestä lähetetään, kun asiakas poistuu sivulta painamatta ”Lähetä”-painiketta? Arvosana tai valinta (`score`), myös kirjoitettu teksti (`all`) tai ei mitään (`none`). Lause tekstikentän vieressä kertoo tämän asiakkaalle. Arvostelut lähetetään vain ”Lähetä”-painikkeella.',
  'The side of a card and of its tab: where a line of the page begins (`start`) or ends (`end`).':
    'Kummalla puolella kortti ja sen välilehti ovat: siellä, mistä sivun rivi alkaa (`start`), vai siellä, mihin se päättyy (`end`)?',
  'Your privacy page. It is linked below every form.': 'Tietosuojasivusi. Jokaisen lomakkeen alla on linkki sille.',
  'The page where customers sign in or create an account. Guests get a link to it.':
    'Sivu, jolla asiakkaat kirjautuvat tai luovat tilin. Vieraille näytetään linkki sille.',
  'What you give for a review, if anything. It is shown beside the stars.':
    'Mitä annat arvostelusta, jos annat jotain? Se näytetään tähtien vieressä.',
  'Your own words for the consent to publish a review.': 'Oma sanamuotosi suostumukselle arvostelun julkaisuun.',
  'The words that the customer agrees to.': 'Teksti, johon asiakas suostuu.',
  'The version of the text. Change it whenever the text changes; it is stored with each consent.':
    'Tekstin versio. Vaihda se aina, kun teksti muuttuu. Se tallennetaan jokaisen suostumuksen mukana.',
  'A text of at most 500 characters, or one by language: {"en":"Silver","sv":"Silver"}.':
    'Enintään 500 merkin teksti tai oma teksti kullekin kielelle: {"en":"Silver","sv":"Silver"}.',
  'When one question is asked, and its words. All conditions must hold at once.':
    'Milloin yksi kysymys esitetään ja millä sanoilla? Kaikkien ehtojen on täytyttävä yhtä aikaa.',
  'The kind of question. Required where the name of the rule is not itself a kind.':
    'Kysymyksen laji. Pakollinen, jos säännön nimi ei jo ole laji.',
  'How the question comes: a card in the corner, or a small tab that the customer can open.':
    'Miten kysymys tulee näkyviin: korttina kulmassa vai pienenä välilehtenä, jonka asiakas voi avata?',
  'Ask only after an event that your page tracked, for example with `lojal.track("purchase", { order })`. Each order counts once.':
    'Kysy vasta sellaisen tapahtuman jälkeen, jonka sivusi on ilmoittanut, esimerkiksi koodilla `lojal.track("purchase", { order })`. Jokainen tilaus lasketaan kerran.',
  'The name of the event.': 'Tapahtuman nimi.',
  'Days of 24 hours from the event until the question may come.':
    'Kuinka monta 24 tunnin vuorokautta tapahtumasta kuluu, ennen kuin kysymys voi tulla?',
  'Days after that in which the question may still come.':
    'Kuinka monen päivän ajan kysymys voi sen jälkeen vielä tulla?',
  'Ask only on these pages, by their path. `*` stands for any characters. Questions never come in the cart or at the checkout.':
    'Kysy vain näillä sivuilla, polun mukaan. `*` vastaa mitä tahansa merkkejä. Ostoskorissa ja kassalla ei kysytä koskaan.',
  'Only on these paths. Without any, on all.': 'Vain näillä poluilla. Jos et anna yhtään, kaikilla.',
  'Never on these paths. Wins over `allow`.': 'Ei koskaan näillä poluilla. Tämä ohittaa kohdan `allow`.',
  'Seconds since the page was opened.': 'Sekunteja sivun avaamisesta.',
  'Percent of the page that the customer has scrolled past.': 'Kuinka monta prosenttia sivusta asiakas on vierittänyt?',
  'Seconds for which the page was visible.': 'Kuinka monta sekuntia sivu on ollut näkyvissä?',
  'Ask only when the customer is about to leave: the mouse at the top edge, a fast scroll up, or the back gesture on a touch screen.':
    'Kysy vain, kun asiakas on lähdössä: hiiri on sivun yläreunassa, sivua vieritetään nopeasti ylös tai kosketusnäytöllä pyyhkäistään takaisin.',
  'Ask only these customers.': 'Kysy vain näiltä asiakkailta.',
  'Ids of levels. Without any, all customers.':
    'Tasojen tunnisteet. Jos et anna yhtään, kysytään kaikilta asiakkailta.',
  'The number of orders, both bounds included.': 'Tilausten määrä. Molemmat rajat kuuluvat mukaan.',
  'The fewest orders.': 'Tilauksia vähintään.',
  'The most orders. The default stands for any number.': 'Tilauksia enintään. Oletus tarkoittaa mitä tahansa määrää.',
  'Languages of the page. Without any, all.': 'Sivun kielet. Jos et anna yhtään, kaikki kielet.',
  'The fraction of customers who are asked: 0.25 is one in four. It is stable for each customer.':
    'Osuus asiakkaista, joilta kysytään: 0,25 on joka neljäs. Valinta pysyy kunkin asiakkaan kohdalla samana.',
  'Days until the question may come again.': 'Kuinka monen päivän kuluttua kysymys voi tulla uudelleen?',
  'Days after the question was shown.': 'Päiviä kysymyksen näyttämisestä.',
  'Days after the question was closed without an answer.': 'Päiviä siitä, kun kysymys suljettiin vastaamatta.',
  'Days after the question was answered. A review with `after` comes once per order instead; without `after` it waits the default of the other kinds.':
    'Päiviä siitä, kun kysymykseen vastattiin. Jos arvostelun säännössä on `after`, arvostelua pyydetään sen sijaan kerran tilausta kohti. Jos kohtaa `after` ei ole, odotetaan yhtä kauan kuin muissa lajeissa oletuksena.',
  'The number of showings without an answer after which the question never comes again.':
    'Kuinka monen vastaamatta jääneen näyttökerran jälkeen kysymys ei enää koskaan tule?',
  'Of several questions that could come, the one with the highest priority comes. Of equal ones, the first in the program.':
    'Jos useampi kysymys voisi tulla, niistä tulee se, jonka tärkeys on suurin. Yhtä tärkeistä tulee se, joka on ohjelmassa ensin.',
  'Your own question in place of the built-in one. `{name}` stands for the shop or product that is asked about.':
    'Oma kysymyksesi valmiin kysymyksen tilalle. `{name}` on kauppa tai tuote, jota kysymys koskee.',
  'The version of your question. It is stored with each answer.':
    'Kysymyksesi versio. Se tallennetaan jokaisen vastauksen mukana.',
  'The options of a `choice` or `exit` question.': 'Vaihtoehdot `choice`- tai `exit`-kysymykseen.',
  'One option.': 'Yksi vaihtoehto.',
  'Stored with the answer. It must not change later.': 'Tallennetaan vastauksen mukana. Tätä ei saa muuttaa myöhemmin.',
  'The text that customers read.': 'Teksti, jonka asiakkaat näkevät.',
  'Whether customers can choose more than one option. Without it, one.':
    'Voivatko asiakkaat valita useamman kuin yhden vaihtoehdon? Jos tätä ei aseteta, vain yhden.',
  'Whether the last option is "Something else", with a text field. Without it, only an `exit` question without `options` has this option.':
    'Onko viimeinen vaihtoehto ”Jokin muu”, jossa on tekstikenttä? Jos tätä ei aseteta, se on vain sellaisessa `exit`-kysymyksessä, jolla ei ole kohtaa `options`.',
  'Whether options come in a random order, so that none is favoured. Without it, they do.':
    'Tulevatko vaihtoehdot satunnaisessa järjestyksessä, jotta mikään niistä ei saa etua? Jos tätä ei aseteta, järjestys on satunnainen.',
  'A link in the thanks.': 'Linkki kiitosviestissä.',
  'The text of the link.': 'Linkin teksti.',
  '`https:`, or a path on your site.': '`https:`-osoite tai polku sivustollasi.',
  'Whether a customer who would recommend you is then asked for words that you may quote in your marketing. Without it, no.':
    'Pyydetäänkö asiakkaalta, joka suosittelisi sinua, sen jälkeen lausuntoa, jota saat lainata markkinoinnissasi? Jos tätä ei aseteta, ei pyydetä.',
};

export default help;
