import { encode } from 'uqr';
import { type Html, html } from '../../html.ts';

/** Light modules around the code, as ISO/IEC 18004 wants them. */
const quietZone = 4;

/** A QR code as an image in the page: one path, no styles, so that the policy needs no exception. */
export function renderQrCode(text: string, label: string): Html {
  const { data, size } = encode(text, { border: quietZone });
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr-code" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
<rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${modules.join('')}"/></svg>`;
}
