import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { takeGivenToken } from '../terms/given-token.ts';
import type { TokenOptions } from '../terms/token-options.ts';
import { type FreshToken, mintAccessToken } from './fresh-token.ts';
import { accessTokenFormat } from './issue-tokens.ts';

/** The access token of a request: a fresh one in the client's format, unless the caller gave one. */
export const makeAccessToken = (
  engine: Pick<Engine, 'mint' | 'sha256'>,
  service: Service,
  client: Client,
  { accessToken: given }: TokenOptions,
): FreshToken =>
  given === undefined
    ? mintAccessToken(engine, accessTokenFormat(service, client))
    : takeGivenToken(engine.sha256, service.id, given.reveal());
