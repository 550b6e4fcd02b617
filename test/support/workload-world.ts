import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OAuth2Server } from 'oauth2-mock-server';
import { issueCertificate, signAwsDocument, signAzureDocument, type TestCertificate } from '../../src/identity/testing/certificates.ts';
import type { WorkloadSettings } from '../../src/server/workload/create-workload.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Clouds and an issuer of a test, with what a server must be told to trust them. */
export interface WorkloadWorld extends AsyncDisposable {
  readonly settings: WorkloadSettings;
  /** The same as variables of a process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The issuer: Google's too. */
  readonly issuer: string;
  readonly audience: string;
  aws(instanceId: string): { readonly document: string; readonly signature: string };
  azure(vmId: string): Promise<{ readonly signature: string; readonly encoding: string }>;
  google(instanceId: unknown, claims?: Readonly<Record<string, unknown>>): Promise<{ readonly json_web_token: string }>;
  /** A token of the issuer for our audience. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
}

async function makeCertificates(): Promise<Readonly<Record<'region' | 'root' | 'intermediate' | 'metadata', TestCertificate>>> {
  const [region, root] = await Promise.all([
    issueCertificate({ name: 'A region of AWS' }),
    issueCertificate({ name: 'A root', isAuthority: true }),
  ]);
  const intermediate = await issueCertificate({ name: 'An issuing authority', issuer: root, isAuthority: true });
  return { region, root, intermediate, metadata: await issueCertificate({ name: 'eastus.metadata.azure.com', issuer: intermediate }) };
}

/** Makes the world; the test disposes of it. */
export async function startWorkloadWorld(audience = 'https://grantry.example'): Promise<WorkloadWorld> {
  const folder = temporaryFolder('workload');
  const { region, root, intermediate, metadata } = await makeCertificates();
  const [awsFile, azureFile] = [join(folder.path, 'aws.pem'), join(folder.path, 'azure.pem')];
  writeFileSync(awsFile, region.pem);
  writeFileSync(azureFile, root.pem);
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const issuer = server.issuer.url ?? '';
  const sign = (claims: Readonly<Record<string, unknown>>): Promise<string> =>
    server.issuer.buildToken({
      scopesOrTransform: (_header, payload) => {
        Object.assign(payload, claims);
      },
    });
  return {
    settings: {
      workloadAwsCertificates: awsFile,
      workloadAzureRoots: azureFile,
      workloadGoogleIssuer: issuer,
      workloadGoogleJwksUri: `${issuer}/jwks`,
      workloadAudience: audience,
      workloadIssuers: [{ issuer, audience: undefined, jwksUri: undefined }],
    },
    environment: {
      GRANTRY_WORKLOAD_AWS_CERTIFICATES: awsFile,
      GRANTRY_WORKLOAD_AZURE_ROOTS: azureFile,
      GRANTRY_WORKLOAD_GOOGLE_ISSUER: issuer,
      GRANTRY_WORKLOAD_GOOGLE_JWKS_URI: `${issuer}/jwks`,
      GRANTRY_WORKLOAD_AUDIENCE: audience,
      GRANTRY_WORKLOAD_ISSUERS: issuer,
    },
    issuer,
    audience,
    aws: (instanceId) => {
      const document = JSON.stringify({ instanceId, region: 'eu-west-1' }, undefined, 2);
      return { document, signature: signAwsDocument(document, region) };
    },
    azure: async (vmId) => ({
      signature: await signAzureDocument(JSON.stringify({ vmId, nonce: '1' }), [metadata], [intermediate]),
      encoding: 'pkcs7',
    }),
    google: async (instanceId, claims = {}) => ({
      json_web_token: await sign({ sub: '1', aud: 'coder', google: { compute_engine: { instance_id: instanceId } }, ...claims }),
    }),
    token: (claims) => sign({ aud: audience, ...claims }),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      folder[Symbol.dispose]();
    },
  };
}
