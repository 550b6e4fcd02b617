import { askMetadata, metadataUrl } from './ask-metadata.ts';
import type { Proof } from './proof.ts';

/** A Compute Engine instance's identity token, for the audience that seed 000's clients ask for. */
export const googleInstanceIdentity: Proof = {
  path: '/api/v2/workspaceagents/google-instance-identity',
  obtain: async ({ environment }) => {
    const path = '/computeMetadata/v1/instance/service-accounts/default/identity?audience=coder&format=full';
    const token = await askMetadata({
      url: metadataUrl(environment, path),
      headers: { 'Metadata-Flavor': 'Google' },
      who: "Google's metadata service",
    });
    return { json_web_token: token.trim() };
  },
};
