import { type Html, html } from '../html.ts';
import { renderCardLayout } from './card-layout.ts';

/** The part of an OpenAPI description the reference shows. */
export interface ReferenceSource {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ReferenceOperation>>>>;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
}

/** One operation of it. */
export interface ReferenceOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly description?: string }[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

/** A code that errors have, explained. */
export interface ReferenceCode {
  readonly code: string;
  readonly cause: string;
  readonly fix: string;
}

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: ReferenceOperation;
}

const renderParameters = ({ parameters }: ReferenceOperation): Html => html`<table class="table table-sm">
<thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${parameters.map(
  (parameter) => html`<tr><td><code>${parameter.name}</code></td><td>${parameter.in}${parameter.required && ', required'}</td>
<td>${parameter.description}</td></tr>`,
)}
</tbody></table>`;

const renderEntry = ({ method, path, operation }: Entry): Html => html`<section id="${operation.operationId}" class="mb-4">
<h3 class="h4 mb-1"><span class="chip chip-info me-2">${method.toUpperCase()}</span><code>${path}</code></h3>
<p class="mb-2">${operation.summary}${operation.description !== undefined && html` <span class="detail">${operation.description}</span>`}</p>
${operation.parameters.length > 0 && renderParameters(operation)}
<ul class="list-unstyled small mb-0">
${Object.entries(operation.responses).map(([status, { description }]) => html`<li><code>${status}</code> ${description}</li>`)}
</ul>
</section>`;

const renderCodes = (codes: readonly ReferenceCode[]): Html => html`<section id="result-codes"><h2 class="h3 mt-4">Result codes</h2>
<p class="detail">What the codes of errors of the engine API mean, in answers and in error_description, and what to do.</p>
<dl>${codes.map(({ code, cause, fix }) => html`<dt id="${code}"><code>${code}</code></dt><dd>${cause} <span class="detail">${fix}</span></dd>`)}</dl>
</section>`;

/** The API reference for people, made from the API description: what exists, what it takes, what it answers. */
export function renderReference(source: ReferenceSource, codes: readonly ReferenceCode[]): Html {
  const entries = Object.entries(source.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Entry => ({ method, path, operation })),
  );
  return renderCardLayout({
    title: 'API reference',
    wide: true,
    content: html`<h1 class="h2">API reference</h1>
<p>Made from <a href="/openapi.json">openapi.json</a>, which describes every field. Send a token as <code>Authorization: Bearer</code> or
<code>Coder-Session-Token</code>.</p>
<nav aria-label="Groups"><ul class="list-inline">
${source.tags.map(({ name }) => html`<li class="list-inline-item"><a href="#${encodeURIComponent(name)}">${name}</a></li>`)}
<li class="list-inline-item"><a href="#result-codes">Result codes</a></li>
</ul></nav>
${source.tags.map(
  ({ name, description }) => html`<section id="${encodeURIComponent(name)}"><h2 class="h3 mt-4">${name}</h2>
<p class="detail">${description}</p>
${entries.filter(({ operation }) => operation.tags.includes(name)).map(renderEntry)}</section>`,
)}
${renderCodes(codes)}`,
  });
}
