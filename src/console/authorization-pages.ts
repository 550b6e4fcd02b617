import { formTargetOf, pageHeaders } from './page-headers.ts';
import { type AuthorizationErrorPageProps, renderAuthorizationErrorPage } from './views/authorization-error.ts';
import { type ConsentPageProps, renderConsentPage } from './views/consent.ts';
import { type FormPostPageProps, renderFormPostPage } from './views/form-post.ts';
import {
  type AskLogoutPageProps,
  type LogoutErrorPageProps,
  renderAskLogoutPage,
  renderLoggedOutPage,
  renderLogoutErrorPage,
} from './views/logout.ts';

/** The consent page as HTML. */
export const consent = (props: ConsentPageProps): string => renderConsentPage(props).toString();

/** The page for an authorization request that must not be redirected, as HTML. */
export const error = (props: AuthorizationErrorPageProps): string => renderAuthorizationErrorPage(props).toString();

/** The page that asks before an application's request ends the session, as HTML. */
export const askLogout = (props: AskLogoutPageProps): string => renderAskLogoutPage(props).toString();

/** The page that says that the session has ended, as HTML. */
export const loggedOut = (): string => renderLoggedOutPage().toString();

/** The page for a logout request that must not be followed, as HTML. */
export const logoutError = (props: LogoutErrorPageProps): string => renderLogoutErrorPage(props).toString();

/** The page that takes an answer to the application by a form, as HTML. */
export const formPost = (props: FormPostPageProps): string => renderFormPostPage(props).toString();

/** The Content-Security-Policy for these pages; `redirectUri` is where the consent form's answer leads. */
export function contentSecurityPolicy(redirectUri?: string): string {
  const target = redirectUri === undefined ? undefined : formTargetOf(redirectUri);
  return pageHeaders(target === undefined ? {} : { formTargets: [target] })['content-security-policy'];
}
