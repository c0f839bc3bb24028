import type { ApiKey, KeyOptions } from './middleware/api-keys.ts';
import type { IdentityOptions } from './middleware/identity.ts';
import type { LogEntry } from './middleware/log.ts';
import type { LimitOptions } from './middleware/rate-limiter.ts';
import type { MailOptions } from './receivers/send-mail.ts';
import type { ShopifyProxyOptions } from './shopify/shopify-proxy.ts';

/** What a code is made for. */
export interface CodeRequest {
  /** The id of the redemption, unique for the customer. */
  readonly id: string;
  readonly customer: string;
  /** The id of the reward. */
  readonly reward: string;
  readonly points: number;
}

/** The options of `createEndpoint()`. */
export interface EndpointOptions extends LimitOptions, KeyOptions {
  /**
   * Origins whose pages may post: `https://shop.example`. Pages that `serve` delivers under an IP address of this machine,
   * or under `localhost`, need not be listed. Default: none.
   */
  readonly origins?: readonly string[] | undefined;
  /** How to verify the customer's token. Without it tokens are ignored and subjects are not verified. */
  readonly identity?: IdentityOptions | undefined;
  /**
   * Whether answers without a proven customer are accepted. `false` needs `identity`, and rejects them with 401.
   * Default: `true`.
   */
  readonly anonymous?: boolean | undefined;
  /** Returns a customer's account (`lojal/schema/account.json`), or nothing for an unknown customer. */
  readonly account?: ((subject: string, request: Request) => unknown) | undefined;
  /**
   * The program (`lojal/schema/program.json`), or the path of its JSON file. Default: the one that the owner saves with
   * `PUT owner/program`. With a program the server keeps a ledger: it books orders, serves the program, and `/account` is
   * computed from the ledger unless `account` is given.
   */
  readonly program?: unknown;
  /**
   * Makes the code of a redemption. May fail, or take up to ten seconds: then the points are given back. Called once for each try.
   * Default: codes are taken from the pool of the reward, or made by the server.
   */
  readonly codes?: ((request: CodeRequest, signal: AbortSignal) => Promise<string> | string) | undefined;
  /** The secrets with which the platforms sign their webhooks; several while one replaces another. Without one, the route is off. */
  readonly webhooks?:
    | {
        readonly shopify?: string | readonly string[] | undefined;
        readonly woocommerce?: string | readonly string[] | undefined;
      }
    | undefined;
  /** The app proxy of a Shopify shop, which asks for the token of the customer who is signed in. Needs `identity`. */
  readonly shopifyProxy?: ShopifyProxyOptions | undefined;
  /** Where webhooks may be sent to. */
  readonly receivers?:
    | {
        /** Whether `http:` and addresses of private networks are accepted, for tests. Default: `false`. */
        readonly allowPrivate?: boolean | undefined;
      }
    | undefined;
  /** The mail server for alerts by e-mail. Needs the package `nodemailer`. */
  readonly mail?: MailOptions | undefined;
  /** The prefix of all routes. Default: `/apps/lojal`. */
  readonly path?: string | undefined;
  /** Called for each request; never receives its contents. Default: writes errors to stderr. */
  readonly log?: ((entry: LogEntry) => void) | undefined;
}

/** Values that routes set for the log. */
export interface Env {
  Variables: {
    request: string;
    /** The key with which the owner signed in. */
    session?: ApiKey;
    id?: string;
    error?: unknown;
    /** A function of the shop failed: the error says nothing about the database. */
    shopFailed?: boolean;
  };
}
