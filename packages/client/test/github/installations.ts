import { randomBytes } from 'node:crypto';
import { type Answer, type Asked, match, type Route, refuse } from './answer.ts';
import { type AppKey, judgeJwt } from './app-jwt.ts';

/** An installation of the app, and how it misbehaves. */
export interface Installation {
  readonly id: number;
  suspended?: boolean;
  permissions?: Record<string, string>;
  repositories?: { readonly id: number; readonly name: string }[];
  singleFile?: string;
  /** Milliseconds until servers know a new token, and what they answer until then. */
  lag?: { readonly milliseconds: number; readonly status: 401 | 403 };
  /** Answers to the next requests for tokens, before any token is made. */
  refusals?: Answer[];
}

/** A token the stand-in made. */
export interface MadeToken {
  readonly token: string;
  readonly installation: Installation;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly permissions: Record<string, string>;
  revoked: boolean;
}

const lifetimeMs = 3_600_000;

/** Tokens that say all about themselves, as GitHub makes them since 2026: a prefix, then some 500 characters. */
const makeToken = (): string => `ghs_${randomBytes(390).toString('base64url')}`;

/** The app's own routes, and what its installations may ask. */
export class Installations {
  readonly made: MadeToken[] = [];
  readonly installations: Map<number, Installation>;
  readonly #app: AppKey;
  readonly #now: () => number;

  constructor(app: AppKey, installations: readonly Installation[], now: () => number) {
    this.#app = app;
    this.#now = now;
    this.installations = new Map(installations.map((installation) => [installation.id, installation]));
  }

  readonly routes: readonly Route[] = [
    (asked) => (asked.path.startsWith('/app') && !asked.path.startsWith('/applications') ? this.#answerApp(asked) : undefined),
    (asked) =>
      /^\/(?:orgs|users|enterprises|repos)\/[^?]*\/installation$/.test(asked.path) &&
      (match(asked.path, '/*/*/installation') ?? match(asked.path, '/*/*/*/installation'))
        ? this.#asApp(asked, () => ({ status: 200, body: { id: [...this.installations.keys()][0] } }))
        : undefined,
    (asked) => (asked.path.startsWith('/repos/') || asked.path.startsWith('/installation/') ? this.#answerInstallation(asked) : undefined),
  ];

  #asApp(asked: Asked, answer: () => Answer): Answer {
    return judgeJwt(asked.authorization, this.#app, Math.floor(this.#now() / 1000)) ?? answer();
  }

  #answerApp(asked: Asked): Answer {
    return this.#asApp(asked, () => {
      if (asked.path === '/app') return { status: 200, body: { id: this.#app.appId, slug: 'grantry-test', client_id: this.#app.clientId } };
      const [id] = match(asked.path, '/app/installations/*/access_tokens') ?? [];
      if (id !== undefined && asked.method === 'POST') return this.#make(Number(id), asked);
      return { status: 200, body: [...this.installations.values()].map((installation) => ({ id: installation.id })) };
    });
  }

  #make(id: number, { body }: Asked): Answer {
    const installation = this.installations.get(id);
    if (installation === undefined) return refuse(404, 'Not Found');
    const refusal = installation.refusals?.shift();
    if (refusal !== undefined) return refusal;
    if (installation.suspended) return refuse(403, 'This installation has been suspended');
    const granted = installation.permissions ?? { metadata: 'read' };
    const permissions: Record<string, string> = body?.permissions ? { ...body.permissions, metadata: 'read' } : granted;
    const narrowed = (installation.repositories ?? []).filter(
      (repository) => body?.repository_ids?.includes(repository.id) || body?.repositories?.includes(repository.name),
    );
    const createdAt = this.#now();
    const made = { token: makeToken(), installation, createdAt, expiresAt: createdAt + lifetimeMs, permissions, revoked: false };
    this.made.push(made);
    return {
      status: 201,
      body: {
        token: made.token,
        expires_at: new Date(made.expiresAt).toISOString(),
        permissions,
        repository_selection: narrowed.length > 0 ? 'selected' : 'all',
        ...(narrowed.length > 0 ? { repositories: narrowed } : {}),
        ...(installation.singleFile === undefined ? {} : { single_file: installation.singleFile }),
      },
    };
  }

  #answerInstallation({ authorization, path }: Asked): Answer {
    const [, token] = /^(?:token|bearer) (.+)$/i.exec(authorization ?? '') ?? [];
    const made = this.made.find((one) => one.token === token);
    if (made === undefined || made.revoked || made.expiresAt <= this.#now()) return refuse(401, 'Bad credentials');
    const { installation, createdAt, permissions } = made;
    if (installation.suspended) return refuse(403, 'This installation has been suspended');
    if (installation.lag !== undefined && this.#now() < createdAt + installation.lag.milliseconds)
      return refuse(
        installation.lag.status,
        installation.lag.status === 401 ? 'Bad credentials' : 'Resource not accessible by integration',
      );
    if (path.endsWith('/issues') && !['write', 'admin'].includes(permissions.issues ?? ''))
      return refuse(403, 'Resource not accessible by integration', { 'x-accepted-github-permissions': 'issues=write' });
    return { status: 200, body: { total_count: installation.repositories?.length ?? 0, repositories: installation.repositories ?? [] } };
  }
}
