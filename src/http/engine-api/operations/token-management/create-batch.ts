import Type from 'typebox';
import { createTokens } from '../../../../engine/token/create-tokens.ts';
import { OAuthError } from '../../../../protocol/oauth-error.ts';
import { CallerError, withCode } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';
import { recordEvent } from '../../record-event.ts';
import { resultCodeOf } from '../../result-codes.ts';
import { creationCodes } from './create.ts';
import { creationMembers, readCreation } from './creation-members.ts';
import { sentenceOf } from './refused-management.ts';

/** As many as a transaction takes in well under a second. */
const maxTokens = 1000;

/** Makes many tokens at once. */
export const createTokenBatch: EngineOperation = serviceOperation({
  name: 'authTokenCreateBatchApi',
  method: 'POST',
  path: '/auth/token/create/batch',
  command: ['token management', 'create-batch'],
  summary: 'Make many tokens at once: all of them, or none.',
  description: 'What became of them is told by the status of the request. Tokens that another server made keep their values.',
  right: 'use_service',
  query: Type.Object({ dryRun: Type.Optional(Type.Boolean({ description: 'Only find out what would become of them.' })) }),
  body: Type.Array(creationMembers, { minItems: 1, maxItems: maxTokens }),
  example: { dryRun: true, body: [{ grantType: 'CLIENT_CREDENTIALS', clientIdentifier: 'my-client' }] },
  async run(call) {
    const { service, rooms } = call;
    const isDryRun = call.query.dryRun === true;
    const batch = await createTokens(rooms.engine, {
      service,
      creations: call.body.map((each) => readCreation(call, each)),
      isDryRun,
      describeFailure: (error, index) => {
        const code = resultCodeOf(creationCodes, error);
        return { code, description: withCode(code, `Token ${index + 1}: ${sentenceOf(error.reason)}`) };
      },
    });
    if (batch instanceof OAuthError) throw new CallerError('conflict', 'Two of the tokens have one value.');
    const { id, tokenCount } = batch;
    if (batch.failure === undefined && !isDryRun)
      recordEvent(call, { event: 'token_created', target: `token_batch:${id}`, details: { token_count: tokenCount } });
    return { body: { ...resultOf('A461001', 'The request was processed: ask for its status.'), requestId: id } };
  },
});
