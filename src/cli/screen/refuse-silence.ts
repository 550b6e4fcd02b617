import { CommandFailure } from '../command-failure.ts';

/** @throws CommandFailure for somebody who was asked, and ended the input in place of answering */
export function refuseSilence(): never {
  throw new CommandFailure('stopped: a question was not answered', undefined, { kind: 'validation_error' });
}
