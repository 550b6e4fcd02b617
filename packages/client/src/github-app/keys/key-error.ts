const firstLine = '-----BEGIN RSA PRIVATE KEY-----';

const onlyFirstLine = `The 'privateKey\` option contains only the first line '${firstLine}'. If you are setting it using a \`.env\` file, make sure it is set on a single line with newlines replaced by '\n'`;

const onlyPkcs8 =
  '[universal-github-app-jwt] Private Key is in OpenSSH format, but only PKCS#8 is supported. See https://github.com/gr2m/universal-github-app-jwt#private-key-formats';

const advice = 'Give the text of the .pem file GitHub let you download, or generate a new key in the settings of the app.';

/** Words for what was found where a key should be. They never repeat a character of it that is not a label. */
const describe = (text: string): string => {
  if (text === '') return 'it is empty';
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label !== undefined)
    return text.includes('-----END ') ? `it holds a ${label}` : `its "-----END ${label}-----" line is missing: it was cut off`;
  if (/^[~./\\][^\n]*$|^[^\n]*\.pem$/.test(text)) return 'it looks like the path of a file: read the file and give what it contains';
  return `${text.length} characters were found, without a "-----BEGIN … PRIVATE KEY-----" line`;
};

/** Why a text is no usable private key and what to do, without showing any of it. */
export function keyError(text: string, reason: string = describe(text)): Error {
  if (text === firstLine) return new Error(onlyFirstLine);
  if (text.includes('BEGIN OPENSSH PRIVATE KEY')) return new Error(`${onlyPkcs8}. ${reason} ${advice}`);
  return new Error(`[@grantry/client] The privateKey option cannot be used: ${reason}. ${advice}`);
}
