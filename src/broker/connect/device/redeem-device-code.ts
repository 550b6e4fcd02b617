import type { Secret } from '../../../protocol/secret.ts';
import type { Provider } from '../../model/provider.ts';
import { askTokenEndpoint } from '../../outbound/ask-token-endpoint.ts';
import { reportUnbound } from '../../outbound/report-unbound.ts';
import { withoutSecrets } from '../../outbound/without-secrets.ts';
import type { Broker } from '../../ports.ts';
import { providerTypeOf } from '../../providers/registry.ts';
import { classifyTokenAnswer } from '../../refresh/classify-token-answer.ts';
import { keepTokens } from '../../refresh/keep-tokens.ts';
import { keepIssuedTokens } from '../keep-issued-tokens.ts';

/** A device code, and for whom it is redeemed. */
export interface DeviceRedemption {
  readonly userId: string;
  readonly deviceCode: Secret;
  /** Whether the account is linked beside the others, without becoming the one that is meant when none is named. */
  readonly another: boolean;
}

/** What became of one attempt. */
export type DeviceRedemptionOutcome =
  | { readonly outcome: 'linked'; readonly connectionId: string }
  /** The operator did not switch the device flow on for this provider. */
  | { readonly outcome: 'unsupported' }
  /**
   * `code` is the provider's error code, if it sent one: `authorization_pending` and `slow_down` invite another attempt. `mayPass`
   * says that the provider could not be reached, or had troubles of its own.
   */
  | { readonly outcome: 'refused'; readonly code: string | undefined; readonly words: string; readonly mayPass: boolean };

/**
 * Tries once to redeem a device code, and keeps what the provider issued. Whoever calls again waits for the interval first.
 *
 * @see RFC 8628 §3.4 and §3.5
 */
export async function redeemDeviceCode(
  broker: Broker,
  provider: Provider,
  { userId, deviceCode, another }: DeviceRedemption,
): Promise<DeviceRedemptionOutcome> {
  if (!provider.deviceFlow) return { outcome: 'unsupported' };
  const resolved = await broker.endpointsOf(provider);
  if (resolved.outcome === 'failed') return { outcome: 'refused', code: undefined, words: resolved.words, mayPass: true };
  const askedAt = broker.clock();
  const dpopKey = provider.dpop ? await broker.dpop.createKey() : undefined;
  const redemption = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: deviceCode.reveal() };
  const answer = await askTokenEndpoint(broker, provider, redemption, dpopKey);
  const clean = (words: string): string => withoutSecrets(words, provider, [deviceCode]);
  const judged = classifyTokenAnswer(answer, broker.clock(), providerTypeOf(provider.type).readTokenAnswer, clean);
  if (judged.answer === 'refused') {
    const { code, words } = judged.refusal;
    return { outcome: 'refused', code, words, mayPass: judged.refusal.class === 'transient' };
  }
  const tokens = keepTokens(judged.tokens, { ...provider, scopes: resolved.endpoints.scopes }, askedAt, { dpopKey });
  reportUnbound(broker, provider, dpopKey, tokens);
  const issued = { userId, another, tokens, members: judged.tokens.members };
  const connectionId = await keepIssuedTokens(broker, provider, issued);
  return { outcome: 'linked', connectionId };
}
