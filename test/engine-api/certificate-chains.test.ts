import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { issueCertificate, type TestCertificate } from '../../src/identity/testing/certificates.ts';
import { type EngineApi, startEngineApi } from '../support/engine-api.ts';
import { type EngineFrontEnd, openFrontEnd, parametersOf } from '../support/engine-front-end.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const name = 'app';
const past = { from: new Date('2020-01-01'), to: new Date('2021-01-01') };

suite('RFC 8705 §2.1, seed 002 §6.4: a service has authorities of its own', async () => {
  const folder = temporaryFolder('certificate-chains');
  const root = await issueCertificate({ name: 'Root', isAuthority: true });
  const expiredRoot = await issueCertificate({ name: 'Expired Root', isAuthority: true, ...past });
  const operators = await issueCertificate({ name: 'Operator', isAuthority: true });
  const rogue = await issueCertificate({ name: 'Root', isAuthority: true });
  const below = await issueCertificate({ name: 'Below', issuer: root, isAuthority: true });
  const expiredBelow = await issueCertificate({ name: 'Expired', issuer: root, isAuthority: true, ...past });
  const person = await issueCertificate({ name: 'Person', issuer: root });
  const leaf = (issuer?: TestCertificate, more = {}): Promise<TestCertificate> =>
    issueCertificate({ name, ...(issuer === undefined ? {} : { issuer }), ...more });
  const shown = {
    direct: await leaf(root),
    below: await leaf(below),
    expired: await leaf(root, past),
    belowExpired: await leaf(expiredBelow),
    ofExpiredRoot: await leaf(expiredRoot),
    belowPerson: await leaf(person),
    ofRogue: await leaf(rogue),
    ofOperator: await leaf(operators),
    ofItself: await leaf(),
    ofAnother: await issueCertificate({ name: 'another', issuer: root }),
  };
  const own = { mutualTlsValidatePkiCertChain: true, trustedRootCertificates: [expiredRoot.pem, root.pem] };
  let api: EngineApi;
  let front: EngineFrontEnd;
  let clientId: string;

  before(async () => {
    const authorities = join(folder.path, 'authorities.pem');
    writeFileSync(authorities, operators.pem);
    api = await startEngineApi({
      GRANTRY_TRUST_PROXY: 'loopback',
      GRANTRY_TLS_CLIENT_CERTIFICATE_HEADER: 'Client-Cert',
      GRANTRY_TLS_CLIENT_CA_FILE: authorities,
    });
    front = await openFrontEnd(api);
    const settings = { tokenAuthMethod: 'TLS_CLIENT_AUTH', tlsClientAuthSubjectDn: `CN=${name}` };
    clientId = (await front.createClient(settings)).clientIdAlias;
  });
  after(async () => {
    await api[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  const form = { grant_type: 'client_credentials' };
  /** Whether the operation takes a certificate with its path. */
  const isTakenByOperation = async ({ pem }: TestCertificate, path: readonly TestCertificate[]): Promise<boolean> => {
    const clientCertificatePath = path.map((each) => each.pem);
    const { action } = await front.token({ ...form, client_id: clientId }, { clientCertificate: pem, clientCertificatePath });
    if (action !== 'OK') assert.equal(action, 'INVALID_CLIENT');
    return action === 'OK';
  };
  const headerOf = ({ x509 }: TestCertificate): string => `:${x509.raw.toString('base64')}:`;
  /** Whether the endpoint takes it, as a proxy hands it on. */
  const isTakenByEndpoint = async (certificate: TestCertificate, path: readonly TestCertificate[]): Promise<boolean> => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'client-cert': headerOf(certificate),
      ...(path.length === 0 ? {} : { 'client-cert-chain': path.map(headerOf).join(', ') }),
    };
    const body = parametersOf({ ...form, client_id: clientId });
    const { status } = await fetch(`${api.url}/s/${front.serviceId}/oauth2/token`, { method: 'POST', headers, body });
    if (status !== 200) assert.equal(status, 401);
    return status === 200;
  };

  const cases: readonly (readonly [title: string, TestCertificate, path: readonly TestCertificate[], isTaken: boolean])[] = [
    ['of an authority', shown.direct, [], true],
    ['of an authority, with more than is needed', shown.direct, [below, root], true],
    ['of an authority below, with its certificate', shown.below, [below], true],
    ['of an authority below, with the whole path', shown.below, [shown.below, below, root], true],
    ['of an authority below, whose certificate is missing', shown.below, [], false],
    ['of an authority below, with the wrong path', shown.below, [person], false],
    ['that is expired', shown.expired, [], false],
    ['of an authority below that is expired', shown.belowExpired, [expiredBelow], false],
    ['of an authority that is expired', shown.ofExpiredRoot, [], false],
    ['of somebody who is no authority', shown.belowPerson, [person], false],
    ['of another authority with the same name', shown.ofRogue, [rogue], false],
    ['of an authority that only the operator trusts', shown.ofOperator, [operators], false],
    ['of its own', shown.ofItself, [], false],
    ['with another name', shown.ofAnother, [], false],
  ];
  for (const [title, certificate, path, isTaken] of cases)
    test(`RFC 5280 §6.1: a certificate ${title} is ${isTaken ? 'taken' : 'refused'} at both faces`, async () => {
      await front.settle(own);
      assert.equal(await isTakenByOperation(certificate, path), isTaken);
      assert.equal(await isTakenByEndpoint(certificate, path), isTaken);
    });

  test('without them those vouch that the operator trusts', async () => {
    await front.settle({ ...own, mutualTlsValidatePkiCertChain: false });
    for (const isTaken of [isTakenByOperation, isTakenByEndpoint]) {
      assert.equal(await isTaken(shown.ofOperator, []), true);
      assert.equal(await isTaken(shown.direct, []), false);
    }
  });

  test('they are answered back, and sent back change nothing', async () => {
    await front.settle(own);
    const { body } = await front.call('/service/get');
    assert.partialDeepStrictEqual(body, own);
    assert.partialDeepStrictEqual((await front.call('/service/update', body)).body, own);
  });

  const wrong: readonly (readonly [title: string, settings: object, member: RegExp])[] = [
    ['text', { trustedRootCertificates: ['root'] }, /trustedRootCertificates has, at 1/],
    ['a certificate of no authority', { trustedRootCertificates: [root.pem, person.pem] }, /trustedRootCertificates has, at 2/],
    ['two in one text', { trustedRootCertificates: [root.pem + below.pem] }, /trustedRootCertificates has, at 1/],
    ['no authority to trust', { ...own, trustedRootCertificates: [] }, /mutualTlsValidatePkiCertChain needs/],
  ];
  for (const [title, settings, member] of wrong)
    test(`${title} is refused when the service is saved`, async () => {
      for (const path of ['/service/update', '/../service/create']) {
        const { status, body } = await front.call(path, settings);
        assert.deepEqual([status, body.resultCode], [400, 'A001208']);
        assert.match(body.resultMessage, member);
      }
    });
});
