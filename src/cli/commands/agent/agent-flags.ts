import type { TextOption } from '../../command.ts';

/** A flag that may be repeated. */
export type ListOption = TextOption & { readonly isRepeatable: true };

/** The workloads that are an agent. */
export const identityOption: ListOption = {
  value: 'platform:id',
  isRepeatable: true,
  summary: 'A workload that is the agent: aws:<instance>, azure:<vm>, google:<instance> or oidc:<issuer>#<subject>, where * is any text.',
};

/** What besides the subject must be right. */
export const claimOption: ListOption = {
  value: 'name=pattern',
  isRepeatable: true,
  summary: 'What another claim of the token must be. Of several for one name, one must match.',
};

/** What an agent may get. */
export const allowOption: ListOption = {
  value: 'rule',
  isRepeatable: true,
  summary:
    'What it may get: <provider>, <provider>:<account>,… or <provider>:<account>,…:<scope>,…; tokens of a GitHub App as <provider>@<installation>:<repository>,…:<permission>,….',
};
