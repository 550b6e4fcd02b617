import { Octokit } from '@octokit/core';
import type { RequestInterface } from '../../src/github-app/index.ts';
import type { GitHub } from '../github/stand-in.ts';
import { silent } from './new-octokit.ts';

/** octokit's own `request`, talking to a stand-in. */
export const newRequest = (gitHub: GitHub, options: object = {}): RequestInterface =>
  new Octokit({ request: { fetch: gitHub.fetch }, log: silent, ...options }).request;
