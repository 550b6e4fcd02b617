import { Octokit } from '@octokit/core';
import type { GitHub } from '../github/stand-in.ts';
import { appOptions } from '../github/stand-in.ts';
import type { Library } from './probe.ts';

/** Warnings are expected of faults: they stay out of the report. */
export const silent: { readonly debug: () => void; readonly info: () => void; readonly warn: () => void; readonly error: () => void } = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/** An octokit of an app, or of an installation, that talks to a stand-in. */
export const newOctokit = ({ createAppAuth }: Library, gitHub: GitHub, auth: object = {}, options: object = {}): Octokit =>
  new Octokit({ authStrategy: createAppAuth, auth: { ...appOptions, ...auth }, request: { fetch: gitHub.fetch }, log: silent, ...options });

/** The same of a user. */
export const newUserOctokit = ({ createOAuthUserAuth }: Library, gitHub: GitHub, auth: object): Octokit =>
  new Octokit({ authStrategy: createOAuthUserAuth, auth: { ...appOptions, ...auth }, request: { fetch: gitHub.fetch }, log: silent });
