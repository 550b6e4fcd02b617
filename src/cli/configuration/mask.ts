/** A secret as it may be shown: its first two and last two letters, if there are more than enough others. */
export const maskSecret = (secret: string): string => (secret.length < 8 ? '******' : `${secret.slice(0, 2)}******${secret.slice(-2)}`);
