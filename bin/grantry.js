#!/usr/bin/env node
// The package ships compiled files in dist/; a checkout runs the TypeScript as it stands, whether or not it was compiled before.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  process.stderr.write(`grantry needs Node.js 24.7 or newer; this is ${process.versions.node}. Try: npm install node@24\n`);
  process.exit(1);
}
// Not imported: an import of `node:fs` asks for all it exports, and loads streams for that, which takes a fifth of what help takes.
const { existsSync } = process.getBuiltinModule('node:fs');
process.getBuiltinModule('node:module').enableCompileCache();
const source = new URL('../src/server/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/src/server/main.js', import.meta.url).href);
