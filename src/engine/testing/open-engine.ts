import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { sendToPublic } from '../../broker/outbound/send-to-public.ts';
import { decodeForm } from '../../protocol/form.ts';
import { type EpochSeconds, epochSeconds } from '../../protocol/units.ts';
import { isAuthorityCertificate } from '../../server/client-certificate/is-authority-certificate.ts';
import { createFetchClientDocument, maxDocumentBytes } from '../../server/client-documents.ts';
import { createFindClientKeys, maxKeySetBytes } from '../../server/client-keys.ts';
import { generateSigningKey } from '../../server/generate-signing-key.ts';
import { createJwtSigner } from '../../server/jwt-signer.ts';
import { leftHash } from '../../server/left-hash.ts';
import { createFetchRequestObject } from '../../server/request-objects.ts';
import { createFetchSectorRedirectUris } from '../../server/sector-redirect-uris.ts';
import { createSharedMac } from '../../server/shared-mac.ts';
import { createSigningKeyMaker } from '../../server/signing-key-maker.ts';
import { createVerifySignature, verifyMac } from '../../server/verify-signature.ts';
import { engineFacts } from '../../stores/facts/engine.ts';
import { createMint, sha256 } from '../../stores/mint.ts';
import { openDatabase } from '../../stores/open-database.ts';
import { approveAuthorization } from '../authorize/approve-authorization.ts';
import { createDiscoverClient } from '../cimd/discover-client.ts';
import type { ClientRequest } from '../client-auth/client-request.ts';
import type { ClientInput } from '../clients/client-input.ts';
import { createClientSecret } from '../clients/manage-client-secrets.ts';
import { createClient } from '../clients/manage-clients.ts';
import { rotateSigningKey } from '../keys/rotate-signing-key.ts';
import type { Client } from '../model/client.ts';
import type { Service } from '../model/service.ts';
import type { Engine } from '../ports.ts';
import { createService, type ServiceInput } from '../services/create-service.ts';
import { encodeTokenResponse, type TokenResponse } from '../token/encode-token-response.ts';
import { processTokenRequest } from '../token/process-token-request.ts';
import type { TokenDecision } from '../token/token-decision.ts';
import { goneSubject, personAt, now as startOfTime, testPerson, validService } from './records.ts';

/** A client with the secret it was given. */
export interface TestClient {
  readonly client: Client;
  readonly secret: string;
}

/** An engine on a real store in memory, with one service, whose clock stands until it is moved. */
export interface TestEngine extends AsyncDisposable {
  readonly engine: Engine;
  readonly service: Service;
  /** Moves the clock. */
  pass(seconds: number): void;
  addClient(input?: ClientInput): Promise<TestClient>;
  request(form: Readonly<Record<string, string>> | string, authorization?: string): ClientRequest;
  token(form: Readonly<Record<string, string>> | string, authorization?: string): Promise<TokenDecision>;
  /** A token request that must succeed, as the client sees its answer. */
  obtain(form: Readonly<Record<string, string>> | string): Promise<TokenResponse>;
  /** The code a person's consent leads to. */
  authorize(parameters: Readonly<Record<string, string>>, subject?: string): Promise<string>;
}

const encode = (form: Readonly<Record<string, string>> | string): string =>
  typeof form === 'string' ? form : new URLSearchParams(form).toString();

/** A PKCE pair (RFC 7636 §4.1, §4.2). */
export function pkcePair(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** One for all, so that two engines can share a database. */
const masterKey = randomBytes(32);

/**
 * Opens an engine.
 *
 * @param url the database; one of its own in memory unless said otherwise
 */
export async function openEngine(settings: Partial<ServiceInput> = {}, url = 'sqlite::memory:'): Promise<TestEngine> {
  let now: EpochSeconds = startOfTime;
  const clock = (): EpochSeconds => now;
  const mint = createMint();
  const database = await openDatabase({ url, masterKey, clock, mint });
  const facts = engineFacts(database);
  const engine: Engine = {
    facts,
    commit: (changes) => database.commit(changes),
    clock,
    mint,
    sha256,
    mac: createSharedMac(masterKey),
    ...createJwtSigner({
      listSigningKeys: facts.listSigningKeys,
      clock,
      makeKey: createSigningKeyMaker({ facts, commit: (changes) => database.commit(changes), clock, mint }),
    }),
    verifySignature: createVerifySignature(),
    verifyMac,
    isAuthorityCertificate,
    findClientKeys: createFindClientKeys({ send: sendToPublic(true, undefined, maxKeySetBytes), clock }),
    leftHash,
    findSubjectClaims: (_serviceId, subject) => (subject === goneSubject ? undefined : { ...testPerson, preferred_username: subject }),
    subjectClaimNames: [...Object.keys(testPerson), 'preferred_username'],
    fetchRequestObject: createFetchRequestObject(sendToPublic(true, undefined, maxKeySetBytes)),
    discoverClient: (named) => discoverClient(named),
    fetchSectorRedirectUris: createFetchSectorRedirectUris(sendToPublic(true, undefined, maxKeySetBytes)),
  };
  const discoverClient = createDiscoverClient({
    ...engine,
    fetchClientDocument: createFetchClientDocument({ send: sendToPublic(true, undefined, maxDocumentBytes), clock, maySend: () => true }),
  });
  const service = await createService(engine, { ...validService, ...settings });
  assert.ok('issuer' in service);
  await rotateSigningKey(engine, { service, generated: await generateSigningKey(mint) });

  const request: TestEngine['request'] = (form, authorization) => ({ service, parameters: decodeForm(encode(form)), authorization });
  const token: TestEngine['token'] = (form, authorization) => processTokenRequest(engine, request(form, authorization));
  return {
    engine,
    service,
    request,
    token,
    pass: (seconds) => {
      now = epochSeconds(now + seconds);
    },
    addClient: async (input = {}) => {
      const made = await createClient(engine, {
        service,
        input: { name: 'App', callbackUrl: 'https://app.example.com/callback', ...input },
        createdBy: undefined,
      });
      assert.equal(made.action, 'save', JSON.stringify(made));
      if (made.client.clientType === 'public') return { client: made.client, secret: '' };
      const secret = await createClientSecret(engine, { service, clientId: made.client.clientId });
      assert.equal(secret.action, 'create');
      return { client: made.client, secret: secret.full.reveal() };
    },
    obtain: async (form) => {
      const decision = await token(form);
      assert.equal(decision.action, 'issue', decision.action === 'refuse' ? decision.error.reason : '');
      return encodeTokenResponse(engine, decision.issued, now);
    },
    authorize: async (parameters, subject = 'user-1') => {
      const outcome = await approveAuthorization(
        engine,
        { service, parameters: decodeForm(encode({ response_type: 'code', ...parameters })) },
        personAt(now, subject),
      );
      assert.equal(outcome.action, 'redirect', outcome.action === 'show_error' ? outcome.error.message : '');
      return outcome.answer.code ?? assert.fail(outcome.error?.message);
    },
    [Symbol.asyncDispose]: () => database.close(),
  };
}
