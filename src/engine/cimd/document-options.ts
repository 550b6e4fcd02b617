import type { ServiceDocumentRules } from '../model/registration-rules.ts';

/** What a front end allows for one request, beyond what its service does: `true` adds, and nothing takes away. */
export interface DocumentOptions {
  readonly alwaysRetrieved?: boolean | undefined;
  readonly httpPermitted?: boolean | undefined;
  readonly queryPermitted?: boolean | undefined;
}

/** A service's rules as they are for one request. */
export const relaxDocumentRules = (rules: ServiceDocumentRules, options: DocumentOptions = {}): ServiceDocumentRules => ({
  ...rules,
  alwaysRetrieved: rules.alwaysRetrieved || options.alwaysRetrieved === true,
  httpPermitted: rules.httpPermitted || options.httpPermitted === true,
  queryPermitted: rules.queryPermitted || options.queryPermitted === true,
});
