import { Secret } from '../../protocol/secret.ts';
import type { Provider } from '../model/provider.ts';
import { askTokenEndpoint } from '../outbound/ask-token-endpoint.ts';
import { reportUnbound } from '../outbound/report-unbound.ts';
import { withoutSecrets } from '../outbound/without-secrets.ts';
import type { Broker } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import { classifyTokenAnswer } from '../refresh/classify-token-answer.ts';
import { keepTokens } from '../refresh/keep-tokens.ts';
import { callbackUrl } from './authorize-url.ts';
import { decideConnectState } from './decide-connect-state.ts';
import { keepIssuedTokens } from './keep-issued-tokens.ts';

/** What a browser brought back, and who it belongs to. */
export interface Returned {
  readonly userId: string;
  readonly code: string;
  readonly state: string;
  readonly iss: string | undefined;
  readonly codeVerifier: string | undefined;
}

/** What became of linking. */
export type ConnectOutcome =
  | { readonly outcome: 'linked'; readonly connectionId: string }
  | { readonly outcome: 'refused'; readonly status: 400 | 401; readonly message: string }
  /** The provider did not issue tokens; `code` is its error code. */
  | { readonly outcome: 'failed'; readonly code: string | undefined; readonly words: string };

/** Ends linking an account: redeems the code (RFC 6749 §4.1.3) once, and keeps what the provider issued. */
export async function finishConnect(broker: Broker, provider: Provider, returned: Returned): Promise<ConnectOutcome> {
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return { outcome: 'failed', code: undefined, words: resolved.words };
  const { issuer, sendsIssuer, scopes } = resolved.endpoints;
  const { userId, code, iss, codeVerifier } = returned;
  const state = await broker.facts.findConnectState(broker.sha256(returned.state));
  const decision = decideConnectState({ now: broker.clock(), userId, providerId: provider.id, state, iss, issuer, sendsIssuer });
  if (decision.action === 'refuse') return { outcome: 'refused', status: decision.status, message: decision.message };
  if ((await broker.commit(decision.changes)).outcome === 'conflict') {
    return { outcome: 'refused', status: 401, message: 'The parameter state was used already.' };
  }

  const askedAt = broker.clock();
  const dpopKey = provider.dpop ? await broker.dpop.createKey() : undefined;
  const redemption = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callbackUrl(provider, broker.accessUrl),
    ...(codeVerifier === undefined ? {} : { code_verifier: codeVerifier }),
  };
  const answer = await askTokenEndpoint(broker, provider, redemption, dpopKey);
  const sent = [new Secret(code), ...(codeVerifier === undefined ? [] : [new Secret(codeVerifier)])];
  const clean = (words: string): string => withoutSecrets(words, provider, sent);
  const judged = classifyTokenAnswer(answer, broker.clock(), providerTypeOf(provider.type).readTokenAnswer, clean);
  if (judged.answer === 'refused') return { outcome: 'failed', code: judged.refusal.code, words: judged.refusal.words };
  const tokens = keepTokens(judged.tokens, { ...provider, scopes }, askedAt, { dpopKey });
  reportUnbound(broker, provider, dpopKey, tokens);
  const issued = { userId, another: decision.another, tokens, members: judged.tokens.members };
  const connectionId = await keepIssuedTokens(broker, provider, issued);
  return { outcome: 'linked', connectionId };
}
