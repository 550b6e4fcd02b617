import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { authorizationCalls } from './sdk/authorization-calls.ts';
import { clientCalls, lastClientCalls } from './sdk/client-calls.ts';
import { deviceCalls } from './sdk/device-calls.ts';
import { disabledCalls } from './sdk/disabled-calls.ts';
import { registrationCalls } from './sdk/registration-calls.ts';
import { listFunctions, type SdkCall, type SdkScene, startSdkScene } from './sdk/sdk-scene.ts';
import { serviceCalls } from './sdk/service-calls.ts';
import { tokenCalls } from './sdk/token-calls.ts';

/** In the order of a front end's life: later calls take what earlier ones left. */
const families: Readonly<Record<string, readonly SdkCall[]>> = {
  services: serviceCalls,
  clients: clientCalls,
  authorization: authorizationCalls,
  tokens: tokenCalls,
  devices: deviceCalls,
  registration: registrationCalls,
  'what people allowed': lastClientCalls,
  'features no service has': disabledCalls,
};

/** Members that this release of the library does not know. */
const newer: ReadonlySet<string> = new Set([
  'cimdAllowlist',
  'cimdAllowlistEnabled',
  'cimdAlwaysRetrieved',
  'cimdHttpPermitted',
  'cimdMetadataPolicy',
  'cimdMetadataPolicyEnabled',
  'cimdQueryPermitted',
  'clientIdMetadataDocumentSupported',
  'clientSource',
  'developer',
  'discoveredByMetadataDocument',
  'httpAliasProhibited',
  'metadataDocumentUsed',
  'resultCode',
  'resultMessage',
]);

/** Authorization answers tell more of the client and the service than the library reads. */
const isKnown = (path: string): boolean => !newer.has(path.slice(path.lastIndexOf('.') + 1)) && !/^\.(client|service)\./.test(path);

suite('the official library reads every answer, its validation on', () => {
  let scene: SdkScene;
  before(async () => {
    scene = await startSdkScene();
  });
  after(() => scene.api[Symbol.asyncDispose]());

  for (const [family, calls] of Object.entries(families))
    for (const [name, call, expected] of calls)
      test(`${family}: ${name} → ${JSON.stringify(expected)}`, async () => {
        const answer = await call(scene);
        assert.ok(scene.called.has(name), `${name} is what was called`);
        if (expected === undefined) return assert.equal(answer, undefined);
        assert.ok(typeof answer === 'object' && answer !== null);
        const told = Object.fromEntries(Object.keys(expected).map((member) => [member, Reflect.get(answer, member)]));
        assert.deepEqual(told, expected, JSON.stringify(answer));
        if ('statusCode' in answer || name === 'service.getConfiguration') return; // the library knows no member of the metadata
        const unknown = scene.unknownMembers(answer).filter(isKnown);
        assert.deepEqual(unknown, [], 'members nobody knows');
      });

  test('every function the library has was called', () => {
    const missing = listFunctions().filter((name) => !scene.called.has(name));
    assert.deepEqual(missing, []);
  });
});
