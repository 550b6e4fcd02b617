import type { AccessRight } from '../model/access-right.ts';
import type { ManagementToken } from '../model/session.ts';

/** What a token of each kind is good for where nothing else was laid down. */
const usualRights: Readonly<Record<ManagementToken['kind'], readonly AccessRight[]>> = {
  service: ['modify_service', 'create_client', 'use_service'],
  organization: ['admin'],
};

/** What a token is good for. */
export const rightsOf = ({ kind, rights }: Pick<ManagementToken, 'kind' | 'rights'>): readonly AccessRight[] => rights ?? usualRights[kind];
