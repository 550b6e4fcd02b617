import { aws } from '../../../identity/workload/aws.ts';
import { azure } from '../../../identity/workload/azure/azure.ts';
import { google } from '../../../identity/workload/google.ts';
import type { Operation } from '../operation.ts';
import { proofText, proveIdentity } from './prove-identity.ts';

/** An EC2 instance proves itself. */
export const proveAwsInstance: Operation = proveIdentity({
  name: 'proveAwsInstance',
  path: '/api/v2/workspaceagents/aws-instance-identity',
  summary: 'Get a token for the agent that an AWS instance is.',
  platform: aws,
  fields: {
    signature: proofText('The RSA signature of the document, as /latest/dynamic/instance-identity/signature has it.'),
    document: proofText('The instance identity document, letter by letter.'),
  },
  decode: ({ signature, document }) => ({ signature, document }),
});

/** An Azure virtual machine proves itself. */
export const proveAzureInstance: Operation = proveIdentity({
  name: 'proveAzureInstance',
  path: '/api/v2/workspaceagents/azure-instance-identity',
  summary: 'Get a token for the agent that an Azure virtual machine is.',
  platform: azure,
  fields: {
    signature: proofText('The attested document, base64.'),
    encoding: proofText('What it is encoded in: `pkcs7`.'),
  },
  decode: ({ signature, encoding }) => ({ signature, encoding }),
});

/** A Compute Engine instance proves itself. */
export const proveGoogleInstance: Operation = proveIdentity({
  name: 'proveGoogleInstance',
  path: '/api/v2/workspaceagents/google-instance-identity',
  summary: 'Get a token for the agent that a Google Cloud instance is.',
  platform: google,
  fields: { json_web_token: proofText("The instance's identity token, in full format.") },
  decode: ({ json_web_token: token }) => ({ token }),
});
