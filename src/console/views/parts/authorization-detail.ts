import { type Content, type Html, html } from '../../html.ts';

/** One thing an application wants to be allowed (RFC 9396). */
export interface ConsentDetail {
  /** What things of its type are, in the service's words. */
  readonly description: string;
  /** As it was asked for, with its `type`. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The members that RFC 9396 §2.2 gives a meaning, in words. */
const words: Readonly<Record<string, string>> = {
  actions: 'It may',
  locations: 'At',
  datatypes: 'With data of the kinds',
  identifier: 'For this one only',
  privileges: 'With the rights of',
};

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A value as lines: a list by its entries, an object by its members. What lies deeper is shown as it is: a person must see all of it. */
const toLines = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(toText);
  if (typeof value !== 'object' || value === null) return [toText(value)];
  return Object.entries(value).map(([name, member]) => `${name}: ${toText(member)}`);
};

const renderValue = (value: unknown): Content => toLines(value).map((line) => html`<div><bdi>${line}</bdi></div>`);

const isMeant = (name: string): boolean => Object.hasOwn(words, name);

/** Shows one thing in words: what it is, the members that everybody knows, and a table of the others. */
export function renderDetail({ description, detail: { type, ...members } }: ConsentDetail): Html {
  const known = Object.keys(words).filter((name) => Object.hasOwn(members, name));
  const others = Object.keys(members).filter((name) => !isMeant(name));
  return html`<section class="authorization-detail">
<h3 class="scope-group">${description} <code>${toText(type)}</code></h3>
${known.length > 0 && html`<dl class="facts">${known.map((name) => html`<dt>${words[name]}</dt><dd>${renderValue(members[name])}</dd>`)}</dl>`}
${
  others.length > 0 &&
  html`<table class="table table-sm"><caption>What else it says</caption><tbody>${others.map(
    (name) => html`<tr><th scope="row">${name}</th><td>${renderValue(members[name])}</td></tr>`,
  )}</tbody></table>`
}
</section>`;
}
