/** Who is signed in, as the pages show them. */
export interface Viewer {
  readonly name: string;
  readonly email: string;
  /** Shows administration; the pages behind it check again. */
  readonly isAdmin: boolean;
}

/** The pages of the menu. */
export type MenuItem =
  | 'home'
  | 'connections'
  | 'authorised-apps'
  | 'agents'
  | 'api-tokens'
  | 'sessions'
  | 'applications'
  | 'providers'
  | 'webhooks'
  | 'audit';

/** How something ended, said on top of a page. */
export interface Notice {
  readonly tone: 'success' | 'warning' | 'danger';
  readonly text: string;
}

/** What every page of a signed-in person needs around its content. */
export interface Frame {
  readonly viewer: Viewer;
  /** Goes into every form as `csrf_token`. */
  readonly csrfToken: string;
  readonly notice?: Notice;
}
