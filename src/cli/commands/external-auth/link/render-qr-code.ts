import { renderUnicodeCompact } from 'uqr';

const [whiteOnBlack, asBefore] = ['\u001b[97;40m', '\u001b[0m'];

/** A QR code for a terminal, in colours of its own, so that it is the right way round on light and dark ones. */
export const renderQrCode = (text: string): string =>
  renderUnicodeCompact(text, { border: 2 })
    .split('\n')
    .map((line) => `${whiteOnBlack}${line}${asBefore}`)
    .join('\n');
