import { wait } from '../flight/wait.ts';

/** The clock and chance, which tests set. */
export interface Ports {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits so many milliseconds; rejects when the signal is aborted. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** At least 0 and below 1. */
  random(): number;
}

/** The machine's own. */
export const systemPorts: Ports = { now: () => Date.now(), wait, random: () => Math.random() };
