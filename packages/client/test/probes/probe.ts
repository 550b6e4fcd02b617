import type { createAppAuth, createOAuthDeviceAuth, createOAuthUserAuth } from '../../src/github-app/index.ts';

/** A library under test: ours, or the published ones behind the same names. */
export interface Library {
  readonly createAppAuth: typeof createAppAuth;
  readonly createOAuthUserAuth: typeof createOAuthUserAuth;
  readonly createOAuthDeviceAuth: typeof createOAuthDeviceAuth;
}

/** Time that passes only when a probe says so. */
export interface Time {
  /** Moves the clock. */
  advance(seconds: number): void;
  /** Lets time pass until something is done. */
  passUntil<Result>(done: Promise<Result>): Promise<Result>;
}

/** One defect of the published packages: what a library without it does, and a body that throws on one that has it. */
export interface Probe {
  /** As in the list of defects: `I1`, `U10`. */
  readonly id: string;
  readonly title: string;
  readonly run: (library: Library, time: Time) => Promise<void>;
}
