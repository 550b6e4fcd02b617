import { withRemedy } from '../errors/with-remedy.ts';
import { isHttpError } from '../request/request-error.ts';
import type { RequestInterface } from '../request/request-types.ts';
import { CallbackScope } from './callback-scope.ts';
import { checkToken, deleteAuthorization, deleteToken, resetToken } from './methods/known-token.ts';
import type { MethodAuthentication } from './methods/method-types.ts';
import { refreshToken } from './methods/refresh-token.ts';
import { SharedWork } from './shared-work.ts';
import type { ClientType, UserAuthentication } from './user-authentication.ts';
import { adoptToken, hasEnded, isAboutToEnd, isRefreshRefused, type LoadedToken } from './user-token-rules.ts';

/** What is done with a user's token. */
export type UserAuthType = 'get' | 'refresh' | 'check' | 'reset' | 'delete' | 'deleteAuthorization';

/** Whose token a session keeps, and how it is had and written down. */
export interface UserSessionOptions {
  readonly clientType: ClientType;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  /** The token to begin with. */
  readonly existing?: UserAuthentication | undefined;
  /** Has a token made for the first time. */
  readonly obtain: (request: RequestInterface) => Promise<MethodAuthentication>;
  /** Writes a new token down; nobody but it uses the token before that is done. */
  readonly onTokenCreated?: ((authentication: UserAuthentication, options: { type: UserAuthType }) => unknown) | undefined;
  /** Reads what another process wrote down, after GitHub refused this one's refresh token. */
  readonly load?: (() => LoadedToken | undefined | Promise<LoadedToken | undefined>) | undefined;
}

/**
 * One user's token over its life. Whoever has the session sees the same token: what a hook obtained or refreshed, `auth()` returns.
 *
 * Work is done in the order it was asked for, and equal work that was asked for meanwhile is done once: a code and a refresh token can be
 * spent only once.
 */
export class UserSession {
  readonly #options: UserSessionOptions;
  readonly #work = new SharedWork<UserAuthentication>();
  readonly #callback = new CallbackScope();
  #current: UserAuthentication | undefined;
  #unwritten: UserAuthType | undefined;
  #last: Promise<unknown> | undefined;

  constructor(options: UserSessionOptions) {
    this.#options = options;
    this.#current = options.existing;
  }

  /** The token as it is now, without asking anybody. */
  get current(): UserAuthentication | undefined {
    return this.#current;
  }

  /** Begins anew: the next call has a token made. */
  forget(): void {
    this.#current = undefined;
  }

  /** Does something with the token, after having it made or refreshed if it must be. */
  async authenticate(type: UserAuthType, request: RequestInterface): Promise<UserAuthentication> {
    if (type === 'get' && this.#current !== undefined && this.#callback.isInside) return { ...this.#current };
    return { ...(await this.#work.do(type, () => this.#inOrder(() => this.#run(type, request)))) };
  }

  /** Another token than one GitHub did not accept; undefined if there is no way to one. */
  replace(rejected: string, request: RequestInterface): Promise<UserAuthentication | undefined> {
    return this.#inOrder(async () => {
      const current = this.#current;
      if (current === undefined || current.token !== rejected) return current;
      return (await this.#adoptLoaded(current)) ?? (current.refreshToken === undefined ? undefined : await this.#refresh(current, request));
    });
  }

  async #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const before = this.#last;
    const mine = before === undefined ? work() : before.then(work, work);
    this.#last = mine;
    try {
      return await mine;
    } finally {
      if (this.#last === mine) this.#last = undefined;
    }
  }

  async #run(type: UserAuthType, request: RequestInterface): Promise<UserAuthentication> {
    if (this.#current === undefined) await this.#keep(await this.#options.obtain(request), 'get');
    await this.#writeDown();
    const current = await this.#fresh(type, request);
    switch (type) {
      case 'get':
      case 'refresh':
        return current;
      case 'check':
      case 'reset':
        return await this.#ask(type, current, request);
      case 'delete':
      case 'deleteAuthorization':
        return await this.#end(type, current, request);
    }
  }

  /** The current token, refreshed if it ended or somebody wants that. One that has some time left outlives trouble with refreshing it. */
  async #fresh(type: UserAuthType, request: RequestInterface): Promise<UserAuthentication> {
    const current = this.#current;
    if (current === undefined || current.invalid) throw new Error('[@octokit/auth-oauth-user] Token is invalid');
    if (type === 'refresh' && current.clientType === 'oauth-app')
      throw new Error('[@octokit/auth-oauth-user] OAuth Apps do not support expiring tokens');
    if (type === 'refresh' && current.expiresAt === undefined) throw new Error('[@octokit/auth-oauth-user] Refresh token missing');
    if (type !== 'refresh' && !isAboutToEnd(current)) return current;
    const mustRefresh = type === 'refresh' || hasEnded(current);
    if (!mustRefresh && current.refreshToken === undefined) return current;
    try {
      return await this.#refresh(current, request);
    } catch (error) {
      if (mustRefresh || this.#unwritten !== undefined) throw error;
      return current;
    }
  }

  async #refresh(current: UserAuthentication, request: RequestInterface): Promise<UserAuthentication> {
    if (current.refreshToken === undefined) throw new Error('[@octokit/auth-oauth-user] Refresh token missing');
    const { clientId, clientSecret } = this.#options;
    try {
      const { authentication } = await refreshToken({
        clientType: 'github-app',
        clientId,
        clientSecret,
        refreshToken: current.refreshToken,
        request,
      });
      return await this.#keep(authentication, 'refresh');
    } catch (error) {
      if (!isRefreshRefused(error)) throw error;
      const loaded = await this.#adoptLoaded(current);
      if (loaded !== undefined) return loaded;
      throw withRemedy(error, 'GitHub knows this refresh token no longer: it was spent, ended or revoked. The user has to sign in again.');
    }
  }

  /** What another process wrote down, if it has a token this one does not. */
  async #adoptLoaded(current: UserAuthentication): Promise<UserAuthentication | undefined> {
    const loaded = await this.#options.load?.();
    if (loaded === undefined || loaded.token === current.token) return undefined;
    this.#current = adoptToken(current, loaded);
    return this.#current;
  }

  async #ask(type: 'check' | 'reset', current: UserAuthentication, request: RequestInterface): Promise<UserAuthentication> {
    const { clientType, clientId, clientSecret } = this.#options;
    const method = type === 'check' ? checkToken : resetToken;
    try {
      const { authentication } = await method({ clientType, clientId, clientSecret, token: current.token, request });
      const kept: UserAuthentication = { ...current, ...authentication }; // GitHub says nothing of the refresh token: it stays
      if (type === 'reset') return await this.#keep(kept, 'reset');
      this.#current = kept;
      return kept;
    } catch (error) {
      if (!isHttpError(error) || error.status !== 404) throw error;
      error.message = '[@octokit/auth-oauth-user] Token is invalid';
      this.#current = { ...current, invalid: true };
      throw error;
    }
  }

  async #end(type: 'delete' | 'deleteAuthorization', current: UserAuthentication, request: RequestInterface): Promise<UserAuthentication> {
    const { clientType, clientId, clientSecret } = this.#options;
    const method = type === 'delete' ? deleteToken : deleteAuthorization;
    try {
      await method({ clientType, clientId, clientSecret, token: current.token, request });
    } catch (error) {
      if (!isHttpError(error) || error.status !== 404) throw error; // it ended already
    }
    this.#current = { ...current, invalid: true };
    return this.#current;
  }

  /** Takes a new token over at once, so that it cannot be lost, and has it written down before anybody gets it. */
  async #keep(authentication: MethodAuthentication, type: UserAuthType): Promise<UserAuthentication> {
    const kept: UserAuthentication = { type: 'token', tokenType: 'oauth', ...authentication };
    this.#current = kept;
    this.#unwritten = type;
    await this.#writeDown();
    return kept;
  }

  /** A writing that failed is tried again at the next call. */
  async #writeDown(): Promise<void> {
    const current = this.#current;
    const type = this.#unwritten;
    if (type === undefined || current === undefined) return;
    await this.#callback.run(() => this.#options.onTokenCreated?.({ ...current }, { type }));
    this.#unwritten = undefined;
  }
}
