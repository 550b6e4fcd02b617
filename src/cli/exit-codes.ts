/** Every status the command ends with, and what it means. */
export const exitCodes = {
  done: { status: 0, meaning: 'Done. What was asked for is on stdout.' },
  failed: {
    status: 1,
    meaning: 'Not done: wrong usage, wrong settings, a refusal, or no token (its URL is on stdout then). The reason is on stderr.',
  },
  unfinished: { status: 3, meaning: 'Done here, but not at the provider, which refused its part. Its words are on stderr.' },
  interrupted: { status: 130, meaning: 'Stopped by Ctrl-C.' },
} as const;

/** How a command ended. */
export type ExitCode = keyof typeof exitCodes;
