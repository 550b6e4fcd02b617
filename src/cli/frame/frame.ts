import type { Format } from './formats.ts';

/** What the flags of every command say. */
export interface Frame {
  /** Whether an AI agent reads: errors are structured, nothing is asked, and TOON is written where no format is named. */
  readonly isAgentMode: boolean;
  /** Whether questions were forbidden. */
  readonly isSilent: boolean;
  readonly isColored: boolean;
  /** The format that was named by flag. */
  readonly format: Format | undefined;
  readonly jq: string | undefined;
  /** The headers of the last answer, once there is one; undefined if they are not wanted. */
  readonly answeredHeaders: (() => Readonly<Record<string, string>>) | undefined;
  /** What `--bearer`, `--server-url` (or `--server`, resolved) and `--timeout` were given. */
  readonly bearer: string | undefined;
  readonly serverUrl: string | undefined;
  readonly timeout: string | undefined;
}
