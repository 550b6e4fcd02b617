import { askMetadata, metadataUrl } from './ask-metadata.ts';
import type { Proof } from './proof.ts';

const who = "AWS's metadata service";

/** An EC2 instance's document and signature (IMDSv2). */
export const awsInstanceIdentity: Proof = {
  path: '/api/v2/workspaceagents/aws-instance-identity',
  obtain: async ({ environment }) => {
    const token = await askMetadata({
      method: 'PUT',
      url: metadataUrl(environment, '/latest/api/token'),
      headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '21600' },
      who,
    });
    const get = (name: string): Promise<string> =>
      askMetadata({
        url: metadataUrl(environment, `/latest/dynamic/instance-identity/${name}`),
        headers: { 'X-aws-ec2-metadata-token': token },
        who,
      });
    const [signature, document] = await Promise.all([get('signature'), get('document')]);
    return { signature, document };
  },
};
