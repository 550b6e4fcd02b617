/** A time as the API gives it: its zero time, and none, mean never. */
export const describeTime = (time: unknown): string => (typeof time !== 'string' || time.startsWith('0001-') ? 'never' : time);
