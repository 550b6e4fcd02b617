import type { Provider } from '../../../broker/model/provider.ts';
import { knownEndpoints } from '../../../broker/outbound/known-endpoints.ts';
import type { Broker } from '../../../broker/ports.ts';
import { listInstallations } from '../../../broker/validate/list-installations.ts';
import { validateUnexpired } from '../../../broker/validate/validate-connection.ts';
import { ApiError } from '../api-error.ts';
import { callingUser } from '../calling-user.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { accountQuery, externalAuthBody, providerParams } from './bodies.ts';
import { encodeUser } from './encode-user.ts';
import { getProvider } from './get-provider.ts';

/** Shows one provider, and whether the caller's token for it works. */
export const getExternalAuth: Operation = defineOperation({
  name: 'getExternalAuth',
  method: 'GET',
  path: '/api/v2/external-auth/{externalauth}',
  tag: 'External auth',
  summary: 'Show a provider and your account there.',
  description: 'Tries the token, and asks where the app is installed. Refreshes nothing.',
  authorization: { who: 'user', scope: 'external_auth:read' },
  params: providerParams,
  query: accountQuery,
  answers: { 200: { description: 'The provider, and how you stand with it.', body: externalAuthBody } },
  async run({ caller, params, query: { account }, rooms }) {
    const provider = getProvider(rooms, params.externalauth);
    return { status: 200, body: await describe(rooms.broker, provider, callingUser(caller).user.id, account) };
  },
});

async function describe(broker: Broker, provider: Provider, userId: string, account: string | undefined): Promise<unknown> {
  const { revokeUrl } = await knownEndpoints(broker, provider);
  const about = {
    device: provider.deviceFlow,
    display_name: provider.displayName,
    supports_revocation: revokeUrl !== undefined,
    app_install_url: provider.appInstallUrl ?? '',
  };
  const connection = await broker.facts.findConnectionOf(userId, provider.id, account);
  if (connection === undefined) return { ...about, authenticated: false, user: null, app_installable: false, installations: [] };

  const [validation, { installable, installations }] = await Promise.all([
    validateUnexpired(broker, provider, connection),
    listInstallations(broker, provider, connection),
  ]);
  if (validation.verdict === 'unclear') throw new ApiError(500, 'The token could not be validated.', { detail: validation.words });
  return {
    ...about,
    authenticated: validation.verdict !== 'invalid',
    user: validation.verdict === 'valid' && validation.user !== undefined ? encodeUser(validation.user) : null,
    app_installable: installable,
    installations: installations.map(({ id, account, configureUrl }) => ({
      id,
      account: encodeUser(account),
      configure_url: configureUrl,
    })),
  };
}
