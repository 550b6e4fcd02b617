import Type from 'typebox';
import type { Service } from '../../../engine/model/service.ts';
import type { SignedKind } from '../../../engine/model/signature-keys.ts';
import { member } from '../member-table.ts';
import type { ServiceMember } from './service-member.ts';

const signatureKey = (name: string, kind: SignedKind, what: string): ServiceMember =>
  member({
    name,
    schema: Type.String({ description: `The \`kid\` of the key that signs ${what}, where its algorithm is the one to sign with.` }),
    fields: [`answerRules.signatureKeys.${kind}`],
    read: ({ answerRules }) => answerRules.signatureKeys[kind],
    write: (kid, service: Service): Service => {
      const { [kind]: _, ...others } = service.answerRules.signatureKeys;
      return { ...service, answerRules: { ...service.answerRules, signatureKeys: kid === '' ? others : { ...others, [kind]: kid } } };
    },
  });

/** Which of its keys a service signs with. */
export const signatureKeyMembers: readonly ServiceMember[] = [
  signatureKey('accessTokenSignatureKeyId', 'accessToken', 'access tokens'),
  signatureKey('authorizationSignatureKeyId', 'authorization', 'authorization responses'),
  signatureKey('idTokenSignatureKeyId', 'idToken', 'ID tokens and logout tokens'),
  signatureKey('introspectionSignatureKeyId', 'introspection', 'answers to introspection requests'),
  signatureKey('userInfoSignatureKeyId', 'userinfo', 'userinfo'),
];
