/** The authorization server could not be asked, or its answer makes no sense: nobody can say what a token is worth. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}
