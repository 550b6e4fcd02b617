/** Everything of `@grantry/client`. Each part is also a subpath of its own, and imports nothing of the others. */

export * from './github-app/index.ts';
export * from './grantry/index.ts';
export * from './verifier/index.ts';
