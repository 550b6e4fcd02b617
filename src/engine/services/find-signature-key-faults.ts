import { kidOf } from '../keys/kid-of.ts';
import type { NamedKey } from '../keys/replace-signing-keys.ts';
import type { Service } from '../model/service.ts';
import type { SignedKind } from '../model/signature-keys.ts';
import type { ServiceFieldFault } from './service-decision.ts';

const kinds: readonly SignedKind[] = ['accessToken', 'authorization', 'idToken', 'introspection', 'userinfo'];

/** Where access tokens are JWTs they are signed by one algorithm; what the others are signed by is each client's to say. */
const fits = ({ accessTokenFormat, tokenRules }: Service, kind: SignedKind, { algorithm }: NamedKey): boolean =>
  kind !== 'accessToken' || accessTokenFormat !== 'jwt' || algorithm === tokenRules.accessTokenAlg;

/**
 * What is wrong with the keys a service shall sign with. Only what is said anew is judged: a key that went meanwhile is no fault of whoever
 * changes something else.
 *
 * @param before the service as it was; undefined: there was none.
 * @param signing the keys it will sign with.
 */
export function findSignatureKeyFaults(
  service: Service,
  before: Pick<Service, 'answerRules'> | undefined,
  signing: readonly NamedKey[],
): readonly ServiceFieldFault[] {
  return kinds.flatMap((kind) => {
    const kid = service.answerRules.signatureKeys[kind];
    if (kid === undefined || kid === before?.answerRules.signatureKeys[kind]) return [];
    const field = `answerRules.signatureKeys.${kind}`;
    const key = signing.find((each) => kidOf(each) === kid);
    if (key === undefined) return [{ field, detail: `${field} names no key that the service signs with` }];
    return fits(service, kind, key) ? [] : [{ field, detail: `${field} names a key for ${key.algorithm}, which they are not signed with` }];
  });
}
