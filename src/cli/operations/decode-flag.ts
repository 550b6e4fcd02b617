import type { TypedValue } from '../command.ts';
import { CommandFailure } from '../command-failure.ts';
import type { OperationFlag } from './operation-command.ts';

const refuse = (name: string, text: string, accepted: string): never => {
  throw new CommandFailure(`--${name}: found ${JSON.stringify(text)}; accepted: ${accepted}`, undefined, { kind: 'validation_error' });
};

function decodeInteger(name: string, text: string): number {
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? value : refuse(name, text, 'a whole number');
}

function decodeFloat(name: string, text: string): number {
  const value = Number(text);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(value) ? value : refuse(name, text, 'a number');
}

/**
 * JSON that somebody typed, or piped in.
 *
 * @param source - what holds it, as people call it
 * @throws CommandFailure saying where it stops being JSON
 */
export function decodeJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Not what was typed, which may hold secrets; only what the parser says of where it stopped.
    const [, place = ''] = /( at position \d+|^Unexpected end)/.exec(cause instanceof Error ? cause.message : '') ?? [];
    const words = place.startsWith(' at') ? `is not JSON${place}` : place === '' ? 'is not JSON' : 'is not JSON: it ends too soon';
    throw new CommandFailure(`${source} ${words}`, undefined, { cause, kind: 'validation_error' });
  }
}

/**
 * What a flag's value is in the request; undefined if the flag was not given.
 *
 * @throws CommandFailure naming the flag
 */
export function decodeFlag({ name, type }: OperationFlag, typed: TypedValue): unknown {
  if (Array.isArray(typed)) return typed.length === 0 ? undefined : typed;
  if (typeof typed !== 'string') return typed;
  switch (type) {
    case 'int':
      return decodeInteger(name, typed);
    case 'float':
      return decodeFloat(name, typed);
    case 'json':
      return decodeJson(`--${name}`, typed);
    case 'json-text':
      decodeJson(`--${name}`, typed);
      return typed;
    case 'string':
    case 'strings':
    case 'bool':
      return typed;
  }
}
