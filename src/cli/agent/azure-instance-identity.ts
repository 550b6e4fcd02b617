import { CommandFailure } from '../command-failure.ts';
import { askMetadata, metadataUrl } from './ask-metadata.ts';
import type { Proof } from './proof.ts';
import { readText } from './read-text.ts';

const who = "Azure's metadata service";

/** An Azure virtual machine's attested document. */
export const azureInstanceIdentity: Proof = {
  path: '/api/v2/workspaceagents/azure-instance-identity',
  obtain: async ({ environment }) => {
    const url = metadataUrl(environment, '/metadata/attested/document?api-version=2020-09-01');
    const answer = await askMetadata({ url, headers: { Metadata: 'true' }, who });
    const [signature, encoding] = [readText(answer, 'signature'), readText(answer, 'encoding')];
    if (signature === '' || encoding === '') throw new CommandFailure(`${who} did not answer with an attested document`);
    return { signature, encoding };
  },
};
