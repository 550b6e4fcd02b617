/** As long as names may be. */
export const maxNameLength = 64;

/** What a client is called that was given no name: its text id. */
export const defaultName = (clientId: string): string => clientId.slice(0, maxNameLength);
