/** Why a target is not met, by the work as the table of targets names it. Printed only while it is not met. */
export const reasons: Readonly<Record<string, string>> = {};
