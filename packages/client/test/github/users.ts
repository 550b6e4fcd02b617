import { createHash, randomBytes } from 'node:crypto';
import { type Answer, type Asked, match, type Route, refuse } from './answer.ts';

/** How user tokens behave. */
export interface UserTokenSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** GitHub Apps may let tokens end after eight hours; OAuth apps' tokens have scopes instead. */
  readonly kind: 'oauth-app' | 'github-app' | 'github-app with expiry';
}

/** A pair of tokens of a user. */
interface Pair {
  token: string;
  refreshToken: string;
  scope: string;
  readonly expiresAt: number;
}

/** A device that waits for its user. */
interface Device {
  readonly userCode: string;
  readonly scope: string;
  /** What GitHub answers to the next questions; then the token. */
  readonly replies: Record<string, unknown>[];
}

const tokenSeconds = 28_800;
const refreshSeconds = 15_897_600;

const oauthError = (error: string, more: object = {}): Answer => ({
  status: 200,
  body: { error, error_description: `About ${error}.`, error_uri: 'https://docs.github.com/errors', ...more },
});

/** Where users' tokens begin, are asked about, and end. */
export class Users {
  /** Codes users come back with; each works once. */
  readonly codes: Map<string, { readonly challenge?: string }> = new Map();
  readonly devices: Map<string, Device> = new Map();
  readonly live: Pair[] = [];
  /** What GitHub answers devices before they get their token. */
  deviceReplies: Record<string, unknown>[] = [{ error: 'authorization_pending' }];
  readonly #settings: UserTokenSettings;
  readonly #now: () => number;

  constructor(settings: UserTokenSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
  }

  readonly routes: readonly Route[] = [
    (asked) => (asked.path === '/login/oauth/access_token' ? this.#giveToken(asked) : undefined),
    (asked) => (asked.path === '/login/device/code' ? this.#beginDevice(asked) : undefined),
    (asked) => (asked.path.startsWith('/applications/') ? this.#answerClient(asked) : undefined),
    (asked) => (asked.path === '/user' ? this.#answerUser(asked) : undefined),
  ];

  #give(scope: string): Answer {
    const pair = {
      token: `ghu_${randomBytes(20).toString('hex')}`,
      refreshToken: `ghr_${randomBytes(20).toString('hex')}`,
      scope,
      expiresAt: this.#settings.kind === 'github-app with expiry' ? this.#now() + tokenSeconds * 1000 : Number.POSITIVE_INFINITY,
    };
    this.live.push(pair);
    const body = { access_token: pair.token, token_type: 'bearer', scope };
    if (this.#settings.kind !== 'github-app with expiry') return { status: 200, body };
    return {
      status: 200,
      body: { ...body, expires_in: tokenSeconds, refresh_token: pair.refreshToken, refresh_token_expires_in: refreshSeconds },
    };
  }

  #giveToken({ body }: Asked): Answer {
    if (body.grant_type === 'urn:ietf:params:oauth:grant-type:device_code') return this.#askDevice(body.device_code);
    if (body.client_id !== this.#settings.clientId) return oauthError('incorrect_client_credentials');
    if (body.grant_type === 'refresh_token') {
      const index = this.live.findIndex(({ refreshToken }) => refreshToken === body.refresh_token);
      if (index === -1) return oauthError('bad_refresh_token');
      this.live.splice(index, 1);
      return this.#give('');
    }
    if (body.client_secret !== this.#settings.clientSecret) return oauthError('incorrect_client_credentials');
    const code = this.codes.get(body.code);
    if (code === undefined) return oauthError('bad_verification_code');
    if (
      code.challenge !== undefined &&
      code.challenge !==
        createHash('sha256')
          .update(body.code_verifier ?? '')
          .digest('base64url')
    )
      return oauthError('bad_verification_code');
    this.codes.delete(body.code);
    return this.#give('repo,gist');
  }

  #beginDevice({ body }: Asked): Answer {
    const deviceCode = randomBytes(20).toString('hex');
    this.devices.set(deviceCode, { userCode: 'ABCD-1234', scope: body.scope ?? '', replies: [...this.deviceReplies] });
    return {
      status: 200,
      body: {
        device_code: deviceCode,
        user_code: 'ABCD-1234',
        verification_uri: 'https://github.com/login/device',
        expires_in: 900,
        interval: 5,
      },
    };
  }

  #askDevice(deviceCode: string): Answer {
    const device = this.devices.get(deviceCode);
    if (device === undefined) return oauthError('incorrect_device_code');
    const { error, status, ...more } = device.replies.shift() ?? {};
    if (typeof status === 'number') return refuse(status, 'Server Error');
    if (typeof error === 'string') return oauthError(error, more);
    this.devices.delete(deviceCode);
    return this.#give(device.scope);
  }

  #answerClient({ method, path, authorization, body }: Asked): Answer {
    const { clientId, clientSecret } = this.#settings;
    if (authorization !== `basic ${btoa(`${clientId}:${clientSecret}`)}`) return refuse(401, 'Bad credentials');
    const index = this.live.findIndex(({ token }) => token === body.access_token);
    const known = this.live[index];
    if (known === undefined) return refuse(404, 'Not Found');
    const say = (token: string): Answer => ({ status: 200, body: { token, scopes: known.scope.split(','), user: { login: 'octocat' } } });
    if (method === 'DELETE') {
      this.live.splice(index, 1);
      return { status: 204 };
    }
    if (match(path, '/applications/*/token/scoped')) return say(`ghu_${randomBytes(20).toString('hex')}`);
    if (method === 'PATCH') known.token = `ghu_${randomBytes(20).toString('hex')}`;
    return say(known.token);
  }

  #answerUser({ authorization }: Asked): Answer {
    const [, token] = /^(?:token|bearer) (.+)$/i.exec(authorization ?? '') ?? [];
    const isLive = this.live.some((pair) => pair.token === token && pair.expiresAt > this.#now());
    return isLive ? { status: 200, body: { login: 'octocat' } } : refuse(401, 'Bad credentials');
  }
}
