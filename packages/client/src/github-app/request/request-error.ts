import type { OctokitResponse } from './request-types.ts';

/** The request an error speaks of; its secrets are blanked out. */
export interface FailedRequest {
  method: string;
  url: string;
  headers: Record<string, string | number | undefined>;
  body?: unknown;
  [parameter: string]: unknown;
}

/** An answer of GitHub that is an error, or none at all (status 500); named and shaped as octokit's. */
export class RequestError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly request: FailedRequest;
  readonly response: OctokitResponse | undefined;

  constructor(message: string, status: number, options: { request: FailedRequest; response?: OctokitResponse; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.request = options.request;
    this.response = options.response;
  }
}

/** What an octokit error, ours or another package's, lets one read. */
export interface HttpErrorLike extends Error {
  status: number;
  message: string;
  request?: Record<string, unknown>;
  response?: OctokitResponse;
}

/** Whether a thrown value is an HTTP error of whichever copy of octokit, or of ours. */
export const isHttpError = (error: unknown): error is HttpErrorLike =>
  error instanceof Error && 'status' in error && typeof error.status === 'number';
