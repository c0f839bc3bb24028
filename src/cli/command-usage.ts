/** What the command prints about itself. */
export const USAGE = `Usage: lojal <command> [options]

  init            writes lojal.json and lojal.keys.json, and prints the tag for your pages
  serve           starts the server
  import orders|points <file.csv>
                  books orders, or balances of another system
  import answers <file>
                  stores the answers of an export, NDJSON or CSV
  import smile|loyaltylion|yotpo|growave|judgeme|woocommerce-points <file.csv>
                  books the balances, or stores the reviews, of another tool
  export [answers|orders|ledger|codes|members]
                  writes all of them to the standard output
  export contacts|points|reviews --to TOOL
                  writes what klaviyo or hubspot; smile, loyaltylion, yotpo or growave; judgeme imports
  check <file>    names what is wrong with a program or an account
  token <id>      prints a token of a customer, to try a page
  doctor <url>    opens a page of your shop and says what keeps Lojal from working there

Options
  --program FILE  the program (lojal.json; without that file, the one in the database)
  --keys FILE     the keys (lojal.keys.json)
  --port NUMBER   the port (4174; 0: a free one)
  --host ADDRESS  the address to listen on (127.0.0.1: this machine only)
  --origin URL    the address of your shop's pages; may be given several times
  --proxies NUMBER  your own proxies in front of the server (0)
  --folder PATH   the folder of the embedded database (.lojal)
  --map FIELD=COLUMN  the column of a field, for import; may be given several times
  --customers FILE  your list of customers, CSV: which e-mail address is which id
  --dates dmy|mdy what is first in dates like 03/04/2026, for import
  --consent TEXT  the words by which customers agreed that their reviews are published, for import
  --lang TAG      the language of reviews that name none, for import
  --dry-run       says what an import would do, and changes nothing
  --format FORMAT ndjson or csv, for export (ndjson)
  --to TOOL       the tool that an export is for
  --segment NAME  the customers of an export of contacts: lapsing, or a segment such as rfm:at_risk
  --database URL  a PostgreSQL server in place of the folder (DATABASE_URL)
  --snippet FILE  HTML that the doctor puts into the page, to try a tag before the shop has it
  --browser PATH  the Chrome, Chromium or Edge of the doctor (the installed one)
  --insecure      lets the doctor visit a shop with a certificate that nobody has signed
  --json          prints what the doctor has found as JSON

Each option of the server has a variable, too: LOJAL_PORT, LOJAL_ORIGINS (several with blanks between) and so on.
`;
