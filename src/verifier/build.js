// Writes dist/kaibo-verify.html: the page with its script and its style inside, which needs nothing else.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

const read = (name) => readFile(new URL(name, import.meta.url), 'utf8');
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const bundled = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['page/page.js'],
  bundle: true,
  write: false,
  minify: true,
  charset: 'utf8',
  format: 'iife',
  target: 'es2022',
});
const parts = {
  script: bundled.outputFiles[0].text,
  style: await read('page/style.css'),
};
parts.policy = [
  "default-src 'none'",
  `script-src ${hash(parts.script)}`,
  `style-src ${hash(parts.style)}`,
  'img-src data:',
  'connect-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const page = (await read('page/index.html')).replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
await mkdir(new URL('dist', import.meta.url), { recursive: true });
await writeFile(new URL('dist/kaibo-verify.html', import.meta.url), page);
