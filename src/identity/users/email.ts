const local = "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}";
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const shape = new RegExp(`^${local}@${label}(?:\\.${label})*$`);

/** The longest address that can be written to (RFC 5321 §4.5.3.1.3, less the angle brackets). */
const maxLength = 254;

/**
 * Reads an email address into the form it is kept in: lower case, without space around it. undefined if it is none.
 * The form is the one browsers accept in `<input type=email>`, so that both say the same.
 */
export function parseEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= maxLength && shape.test(email) ? email : undefined;
}
