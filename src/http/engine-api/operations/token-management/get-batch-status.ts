import Type from 'typebox';
import { CallerError } from '../../caller-error.ts';
import { type EngineOperation, serviceOperation } from '../../engine-operation.ts';
import { resultOf } from '../../oauth-result.ts';

/** Tells what became of a batch of tokens. */
export const getTokenBatchStatus: EngineOperation = serviceOperation({
  name: 'authTokenCreateBatchStatusApi',
  method: 'GET',
  path: '/auth/token/create/batch/status/{tokenBatchRequestId}',
  command: ['token management', 'get-batch-status'],
  summary: 'Tell what became of a batch of tokens.',
  description: 'It is known for a week.',
  right: 'use_service',
  params: Type.Object({ tokenBatchRequestId: Type.String({ description: 'The `requestId` of the batch.' }) }),
  example: { tokenBatchRequestId: '$BATCH' },
  async run({ params, service, rooms }) {
    const batch = await rooms.engine.facts.findTokenBatch(params.tokenBatchRequestId);
    if (batch?.serviceId !== service.id) throw new CallerError('notFound', 'There is no such batch.');
    const { id, failure, tokenCount, createdAt } = batch;
    return {
      body: {
        ...resultOf('A462001', 'The batch is known.'),
        status: {
          batchKind: 'CREATE',
          requestId: id,
          result: failure === undefined ? 'SUCCEEDED' : 'FAILED',
          errorCode: failure?.code,
          errorDescription: failure?.description,
          tokenCount,
          createdAt: createdAt * 1000,
          modifiedAt: createdAt * 1000,
        },
      },
    };
  },
});
