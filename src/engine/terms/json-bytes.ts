/** How many octets a value takes as JSON in UTF-8: what is kept and sent of it. */
export const jsonBytes = (value: unknown): number => encodeURIComponent(JSON.stringify(value) ?? '').replaceAll(/%../g, '.').length;
