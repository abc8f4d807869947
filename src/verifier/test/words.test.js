import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { CHECKS } from '../lib/report.js';
import { LANGUAGES } from '../lib/words.js';

const { en, 'zh-CN': zh } = LANGUAGES;
const library = new URL('../lib/', import.meta.url);
const source = readdirSync(library)
  .filter((name) => name.endsWith('.js') && !name.startsWith('words'))
  .map((name) => readFileSync(new URL(name, library), 'utf8'))
  .join('\n');

test('both languages say the same things', () => {
  for (const part of ['titles', 'statuses', 'sentences', 'verdicts', 'aliasLists', 'other']) {
    assert.deepEqual(Object.keys(zh[part]), Object.keys(en[part]), part);
  }
  for (const [code, sentence] of Object.entries(en.sentences)) {
    assert.deepEqual(listValues(zh.sentences[code]), listValues(sentence), code);
  }
});

function listValues(sentence) {
  return [...new Set(String(sentence).match(/\bv\.\w+/g))].sort();
}

test('every check has a title and a sentence', () => {
  for (const name of CHECKS) {
    assert.ok(en.titles[name], name);
    assert.ok(en.sentences[name], name);
  }
});

test('every sentence is used, and every code has one', () => {
  for (const code of Object.keys(en.sentences)) {
    const isMade = /^seen-(rules|frozen)-(differs|not-given)$/.test(code);
    assert.ok(isMade || source.includes(`'${code}'`), `no check says ${code}`);
  }
  const calls = /\b(?:fail|skip|warn|ListProblem)\((?:'[a-z-]+', )?'([a-z-]+)'/g;
  const expectations = /\.(?:expect|#check)\([^;]*?'([a-z-]+)'(?:, \{[^;]*|\);)/g;
  const codes = [...source.matchAll(calls), ...source.matchAll(expectations)].map(([, code]) => code);
  assert.ok(codes.length > 30, `${codes.length} codes are found`);
  for (const code of codes) {
    assert.ok(en.sentences[code], `${code} has no sentence`);
  }
});

test('every way in which a form can be wrong has words', async () => {
  const { describeCheck } = await import('../lib/words.js');
  const reasons = new Set(
    [...source.matchAll(/(?:FormatError\(|require\([^;]*, )'([a-z0-9-]+)'/g)].map(([, reason]) => reason),
  );
  assert.ok(reasons.size > 12, `${reasons.size} reasons are found`);
  for (const reason of reasons) {
    for (const language of Object.keys(LANGUAGES)) {
      const check = { name: 'rules-format', status: 'failed', code: 'form', values: { reason, path: 'a.b' } };
      const { sentence } = describeCheck(check, language);
      assert.ok(!sentence.includes('undefined'), `${reason} in ${language}`);
      assert.ok(sentence.includes('a.b'));
    }
  }
});
