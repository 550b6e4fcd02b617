/** Every format a result can be written in. */
export const formats = ['pretty', 'json', 'yaml', 'table', 'toon'] as const;

/** How a result is written. */
export type Format = (typeof formats)[number];
