import { isJsonObject, type JsonObject } from '../api/read-answer.ts';
import { plainText } from '../plain-text.ts';

/** Paints text, or leaves it. */
interface Paint {
  key(text: string): string;
  text(text: string): string;
  other(text: string): string;
}

const painted =
  (code: number) =>
  (text: string): string =>
    `\u001b[${code}m${text}\u001b[0m`;
const inColor: Paint = { key: painted(36), text: painted(32), other: painted(33) };
const bare: Paint = { key: (text) => text, text: (text) => text, other: (text) => text };

const isNested = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0);

function renderScalar(value: unknown, paint: Paint): string {
  if (typeof value === 'string') return paint.text(plainText(value).replaceAll('\n', '\\n'));
  return paint.other(JSON.stringify(value) ?? '');
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

function linesOfObject(object: JsonObject, paint: Paint): readonly string[] {
  const members = Object.keys(object)
    .sort()
    .map((name) => ({ name: plainText(name), value: object[name] }));
  const width = Math.max(0, ...members.filter(({ value }) => !isNested(value)).map(({ name }) => name.length));
  return members.flatMap(({ name, value }) =>
    isNested(value)
      ? [`${paint.key(name)}:`, ...indent(linesOf(value, paint))]
      : [`${paint.key(name)}: ${' '.repeat(width - name.length)}${renderScalar(value, paint)}`],
  );
}

function linesOf(value: unknown, paint: Paint): readonly string[] {
  if (!isNested(value)) return [renderScalar(value, paint)];
  if (isJsonObject(value)) return linesOfObject(value, paint);
  const elements: readonly unknown[] = Array.isArray(value) ? value : [];
  return elements.flatMap((element) => {
    const [first = '', ...rest] = linesOf(element, paint);
    return [`- ${first}`, ...indent(rest)];
  });
}

/** A value for people: members in the order of their names, aligned, what is inside further in; nothing for an empty object. */
export function renderPretty(value: unknown, isColored: boolean): string {
  if (isJsonObject(value) && Object.keys(value).length === 0) return '';
  return linesOf(value, isColored ? inColor : bare)
    .map((line) => `${line}\n`)
    .join('');
}
