import { callbackUrl } from '../connect/authorize-url.ts';
import type { Provider } from '../model/provider.ts';
import { askTokenEndpoint } from '../outbound/ask-token-endpoint.ts';
import { metadataUrl, resolveEndpoints } from '../outbound/resolve-endpoints.ts';
import { withoutSecrets } from '../outbound/without-secrets.ts';
import type { Broker } from '../ports.ts';
import { providerTypeOf } from '../providers/registry.ts';
import type { EffectiveProvider } from './effective-providers.ts';
import { type CheckResult, judgeTokenProbe } from './judge-token-probe.ts';

/** What a test looks at, in its order; at an app only where there is one. */
export const providerCheckNames = ['settings', 'metadata', 'token_endpoint', 'client', 'app'] as const;

/** One part of a test. */
export interface ProviderCheck extends CheckResult {
  readonly name: (typeof providerCheckNames)[number];
}

const skipped = (detail: string): CheckResult => ({ outcome: 'skipped', detail });

async function checkMetadata(broker: Broker, provider: Provider): Promise<CheckResult> {
  if (provider.issuer === undefined) return skipped('No issuer is set: the endpoints are those of the settings.');
  const answer = await broker.endpointsOf(provider);
  if (answer.outcome === 'failed') return { outcome: 'failed', detail: answer.words };
  return { outcome: 'ok', detail: `Read from ${metadataUrl(provider.issuer)}.` };
}

/** Has the provider's GitHub App ask where it is installed, which GitHub answers only to the app. */
async function checkApp(broker: Broker, provider: Provider): Promise<readonly ProviderCheck[]> {
  const app = broker.githubAppOf(provider);
  if (app === undefined) return [];
  const answer = await app.listInstallations();
  if (answer.outcome === 'failed') return [{ name: 'app', outcome: 'failed', detail: answer.words }];
  const { length } = answer.value;
  return [{ name: 'app', outcome: 'ok', detail: `GitHub knows it. It has ${length} installation${length === 1 ? '' : 's'}.` }];
}

/**
 * Finds out, without any account, whether a provider's settings work: its metadata is read anew, and its token endpoint is asked to
 * redeem a made-up code, which it can refuse only after it has looked at the client (RFC 6749 §4.1.3).
 */
export async function testProvider(
  broker: Broker,
  { provider, problem }: Pick<EffectiveProvider, 'provider' | 'problem'>,
): Promise<readonly ProviderCheck[]> {
  const settings: CheckResult =
    problem === undefined ? { outcome: 'ok', detail: 'They can be used.' } : { outcome: 'failed', detail: problem.message };
  if (provider === undefined) {
    const rest = (['metadata', 'token_endpoint', 'client'] as const).map((name) => ({ name, ...skipped('The settings cannot be used.') }));
    return [{ name: 'settings', ...settings }, ...rest];
  }
  const endpointsOf = resolveEndpoints(broker.send, broker.clock, broker.times.request);
  const asking: Broker = { ...broker, endpointsOf };
  const metadata = await checkMetadata(asking, provider);
  const answer = await askTokenEndpoint(asking, provider, {
    grant_type: 'authorization_code',
    code: `grantry-test-${broker.mint.random(12)}`,
    redirect_uri: callbackUrl(provider, broker.accessUrl),
    ...(provider.pkceMethod === 'S256' ? { code_verifier: broker.mint.random(32) } : {}),
  });
  const { tokenEndpoint, client } = judgeTokenProbe(answer, providerTypeOf(provider.type), broker.clock(), (words) =>
    withoutSecrets(words, provider),
  );
  return [
    { name: 'settings', ...settings },
    { name: 'metadata', ...metadata },
    { name: 'token_endpoint', ...tokenEndpoint },
    { name: 'client', ...client },
    ...(await checkApp(broker, provider)),
  ];
}
