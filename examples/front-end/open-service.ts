import type { Authlete } from '@authlete/typescript-sdk';

/** Finds the service that issues as this front end, or makes it, and tells it where the endpoints are. @returns its id */
export async function openService(api: Authlete, issuer: string): Promise<string> {
  const { services = [] } = await api.service.list({ start: 0, end: 1000 });
  const known = services.find((service) => service.issuer === issuer);
  const { apiKey } =
    known ??
    (await api.service.create({
      serviceName: 'Front end',
      issuer,
      supportedGrantTypes: ['AUTHORIZATION_CODE', 'REFRESH_TOKEN', 'CLIENT_CREDENTIALS', 'DEVICE_CODE'],
      supportedScopes: ['openid', 'profile', 'email'].map((name) => ({ name, defaultEntry: false })),
      authorizationEndpoint: `${issuer}/authorize`,
      pushedAuthReqEndpoint: `${issuer}/par`,
      tokenEndpoint: `${issuer}/token`,
      introspectionEndpoint: `${issuer}/introspect`,
      revocationEndpoint: `${issuer}/revoke`,
      userInfoEndpoint: `${issuer}/userinfo`,
      jwksUri: `${issuer}/jwks`,
      deviceAuthorizationEndpoint: `${issuer}/device_authorization`,
      deviceVerificationUri: `${issuer}/device`,
    }));
  return String(apiKey);
}
