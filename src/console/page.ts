import type { User } from '../identity/model/user.ts';
import type { Origin } from '../identity/origin.ts';
import type { Secret } from '../protocol/secret.ts';
import type { ConsoleContext } from './context.ts';
import type { Html } from './html.ts';
import type { PageHeadersOptions } from './page-headers.ts';
import type { Frame } from './views/frame.ts';

/** One opening of a page, or one form sent to it: decoded, and for forms proven to come from our page. */
export interface Visit {
  readonly context: ConsoleContext;
  readonly origin: Origin;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty unless a form was posted. */
  readonly form: URLSearchParams;
  /** Goes into the page's forms. */
  readonly csrfToken: string;
  /** The session's credential, if the browser sent one, valid or not. */
  readonly sessionToken: string | undefined;
  /** undefined when nobody is signed in. */
  readonly user: User | undefined;
}

/** A visit by somebody who is signed in. */
export interface MemberVisit extends Visit {
  readonly user: User;
  readonly sessionId: string;
  /** What the page shows around its content. */
  readonly frame: Frame;
}

/** What becomes of the session cookie: a credential is set, `ended` deletes it. */
export type SessionCookieChange = Secret | 'ended';

/** What a page answers, before it is HTTP. */
export type PageAnswer =
  | {
      readonly answer: 'show';
      readonly page: Html;
      /** @default 200 */
      readonly status?: number;
      readonly headers?: PageHeadersOptions;
      readonly session?: SessionCookieChange;
    }
  /** Sends the browser to a path of ours with GET. */
  | { readonly answer: 'go'; readonly to: string; readonly session?: SessionCookieChange }
  /** Sends the browser to sign in and come back. */
  | { readonly answer: 'sign_in' }
  /** `text` replaces the status's usual words. A thing of somebody else is a 404, as one that does not exist. */
  | { readonly answer: 'refuse'; readonly status: 400 | 403 | 404 | 429; readonly text?: string };

/** There is nothing there for this person. */
export const notFound: PageAnswer = { answer: 'refuse', status: 404 };

/** One method and path of a page. */
export interface PageRoute<V extends Visit> {
  readonly method: 'GET' | 'POST';
  /** With `:name` for parameters. */
  readonly path: string;
  run(visit: V): Promise<PageAnswer> | PageAnswer;
}

/** A page with the forms that belong to it. `admin` is for owners and admins. */
export type Page =
  | { readonly access: 'anyone'; readonly routes: readonly PageRoute<Visit>[] }
  | { readonly access: 'member' | 'admin'; readonly routes: readonly PageRoute<MemberVisit>[] };

/** Types the routes by the access beside them. */
export const definePage = (page: Page): Page => page;
