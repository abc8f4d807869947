import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../lib/format-error.js';
import { parseJson } from '../lib/json.js';
import { readFrozen, readProof, readRules } from '../lib/records.js';
import { makeAliases, makeLottery } from './lottery.js';

const DUE = Date.parse('2026-03-02T12:00:00Z') / 1000;

function expectCode(code, action, what) {
  assert.throws(action, (error) => error instanceof FormatError && error.code === code, `${what}: ${code}`);
}

test('JSON is read as JSON.parse reads it', () => {
  for (const text of [
    '{}', '[]', ' [ 1 , -2,0 ] ', '{"a":{"b":[true,false,null]}}', '"\\u00e9\\n\\"\\\\ 周年庆 😀 \\ud83d\\ude00"', '{"__proto__":1}',
  ]) {
    assert.equal(JSON.stringify(parseJson(text)), JSON.stringify(JSON.parse(text)), text);
  }
  const long = JSON.stringify('x'.repeat(3_000_000));
  assert.equal(parseJson(long).length, 3_000_000);
});

test('JSON that two readers could understand differently is refused', () => {
  expectCode('twice', () => parseJson('{"seed":1,"seed":2}'), 'a member twice');
  expectCode('twice', () => parseJson('{"seed":1,"s\\u0065ed":2}'), 'a member twice, once escaped');
  for (const text of [
    '', '{', '[1,]', '{"a":1,}', '{a:1}', "{'a':1}", '01', '1.0', '1e3', '-', 'NaN', '{} x', '"\t"', '"\\x"', '"', 'nul', '[1 2]', '{"a" 1}',
    '\ufeff{}', '[1]]', '/**/1', '['.repeat(100),
  ]) {
    expectCode('not-json', () => parseJson(text), text);
  }
  expectCode('not-utf8', () => parseJson(Uint8Array.of(0x22, 0xc0, 0x80, 0x22)), 'bytes');
  expectCode('not-utf8', () => parseJson('"\\ud800"'), 'half a character');
  expectCode('not-json', () => parseJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)), 'a byte order mark');
});

const lottery = makeLottery({ staff: makeAliases('staff', 1), passes: [{ slot: 0, at: DUE }] });
const readers = {
  rules: [lottery.rules, (record) => readRules(Buffer.from(JSON.stringify(record)))],
  frozen: [lottery.frozen, (record) => readFrozen(Buffer.from(JSON.stringify(record)))],
  proof: [lottery.proof, readProof],
};
const OPTIONAL = {
  rules: ['keyword', 'winLimit'],
  frozen: ['round'],
  proof: ['frozen', 'draw', 'passes.0.to', 'passes.0.rank'],
};

/** The path of each member, however deep. */
function listPaths(value, path = []) {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  return Object.keys(value).flatMap((name) => [[...path, name], ...listPaths(value[name], [...path, name])]);
}

function parentOf(record, path) {
  return path.slice(0, -1).reduce((value, name) => value[name], record);
}

for (const [name, [record, read]] of Object.entries(readers)) {
  test(`${name}: each member must be there, and be of its type`, () => {
    read(record);
    for (const path of listPaths(record)) {
      const member = path.at(-1);
      for (const wrong of [null, true, {}, [], '', 'x y', -1, 0.5, '\u0000']) {
        const copy = structuredClone(record);
        const parent = parentOf(copy, path);
        const isEmptyList = Array.isArray(wrong) && Array.isArray(parent[member]) && member !== 'prizes';
        const isText = ['tier', 'name', 'title', 'room', 'keyword'].includes(member) && typeof wrong === 'string' && wrong !== '';
        const isEmptyBytes = wrong === '' && ['rules', 'frozen', 'ranks'].includes(member) && name === 'proof';
        if (isEmptyList || isText || isEmptyBytes) {
          continue;
        }
        parent[member] = wrong;
        assert.throws(() => read(copy), FormatError, `${path.join('.')} = ${JSON.stringify(wrong)}`);
      }
      if (!Array.isArray(parentOf(record, path)) && !OPTIONAL[name].includes(path.join('.'))) {
        const copy = structuredClone(record);
        delete parentOf(copy, path)[member];
        expectCode('missing-member', () => read(copy), path.join('.'));
      }
    }
  });

  test(`${name}: no object may have one member more`, () => {
    const objects = [[], ...listPaths(record)].filter((path) => {
      const value = path.reduce((parent, member) => parent[member], record);
      return value !== null && typeof value === 'object' && !Array.isArray(value);
    });
    assert.ok(objects.length > 0);
    for (const path of objects) {
      const copy = structuredClone(record);
      path.reduce((parent, member) => parent[member], copy).more = 1;
      expectCode('unknown-member', () => read(copy), path.join('.'));
    }
  });
}

test('each value is written in one way only', () => {
  const changes = [
    ['rules', (rules) => (rules.commitment = rules.commitment.toUpperCase())],
    ['rules', (rules) => (rules.commitment += '00')],
    ['rules', (rules) => (rules.lottery = 'AAAAAAAAAAAAAAAAAAAAAB')],
    ['rules', (rules) => (rules.lottery = 'AAAAAAAAAAAAAAAAAAAA+A')],
    ['rules', (rules) => (rules.lottery += '==')],
    ['rules', (rules) => (rules.opensAt = '2026-03-01T12:00:00.000Z')],
    ['rules', (rules) => (rules.opensAt = '2026-03-01T12:00:00+00:00')],
    ['rules', (rules) => (rules.opensAt = '2026-03-01t12:00:00z')],
    ['rules', (rules) => (rules.opensAt = '2026-02-30T12:00:00Z')],
    ['rules', (rules) => (rules.opensAt = '2026-03-01T24:00:00Z')],
    ['rules', (rules) => (rules.format = 'kaibo-rules-2')],
    ['rules', (rules) => (rules.chain.period = 0)],
    ['rules', (rules) => (rules.prizes[0].quantity = 0)],
    ['frozen', (frozen) => (frozen.seed = frozen.seed.slice(2))],
    ['frozen', (frozen) => (frozen.round = 2 ** 53)],
    ['proof', (proof) => (proof.rules = proof.rules.replace(/=*$/, '') + '====')],
    ['proof', (proof) => (proof.rules = 'QQ')],
    ['proof', (proof) => (proof.rules = 'QR==')],
    ['proof', (proof) => (proof.rules = ' QQ==')],
    ['proof', (proof) => (proof.draw.ranks = 'QQ==')],
    ['proof', (proof) => (proof.draw.signature = proof.draw.signature.toUpperCase())],
    ['proof', (proof) => (proof.passes[0].reason = 'disliked')],
    ['proof', (proof) => (proof.passes[0].number = '1')],
  ];
  for (const [name, change] of changes) {
    const [record, read] = readers[name];
    const copy = structuredClone(record);
    change(copy);
    assert.throws(() => read(copy), FormatError, String(change));
  }
});
