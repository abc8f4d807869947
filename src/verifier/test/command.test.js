import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeAliases, makeLottery } from './lottery.js';
import { serve } from './server.js';

const COMMAND = fileURLToPath(new URL('../kaibo-verify.js', import.meta.url));
const lottery = makeLottery({ leftOut: makeAliases('left out', 2) });
const { hash, publicKey, genesis, period } = lottery.chain;
const CHAIN = ['--chain', [hash, publicKey, genesis, period].join(':')];
const SEEN = ['--seen-rules', lottery.seenRules, '--seen-frozen', lottery.seenFrozen.toUpperCase()];

let directory;
let server;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kaibo-verify-'));
  server = await serve(publish(lottery));
  await mkdir(join(directory, 'chunks'));
  await writeFile(join(directory, 'proof.json'), JSON.stringify(lottery.proof));
  for (const [name, bytes] of lottery.chunks) {
    await writeFile(join(directory, 'chunks', name), bytes);
  }
});

after(async () => {
  await rm(directory, { recursive: true });
  await server.close();
});

/** What a shop serves of a lottery, by path. */
function publish({ rules, proof, chunks }) {
  const files = { [`/lotteries/${rules.lottery}/proof`]: JSON.stringify(proof), '/broken': '<html>', '/other/proof': JSON.stringify(proof) };
  files[`/lotteries/${Buffer.alloc(16, 9).toString('base64url')}/proof`] = JSON.stringify(proof);
  for (const [name, bytes] of chunks) {
    files[`/lotteries/${rules.lottery}/chunks/${name}`] = bytes;
  }
  return files;
}

function run(...args) {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], (error, out, err) => resolve({ code: error?.code ?? 0, out, err }));
  });
}

test('a file with its chunks beside it', async () => {
  const { code, out } = await run(join(directory, 'proof.json'), ...CHAIN, ...SEEN);
  assert.equal(code, 0, out);
  assert.match(out, /^passed {6}Signature of the round: /m);
  assert.match(out, /^passed {6}Code as seen before the round: /m);
  assert.match(out, /^not checked Earlier wins: 2 entrants were left out/m);
  assert.match(out, /^Warning: THIS IS NOT DRAND'S QUICKNET/m);
  assert.match(out, new RegExp(`^Slot 0 \\(一等奖, 茶壶\\): ${lottery.winners[0]}$`, 'm'));
  assert.match(out, /^VERIFIED\. /m);
});

test('a URL with its chunks beside it', async () => {
  const { code, out } = await run(`${server.url}/lotteries/${lottery.rules.lottery}/proof`, ...CHAIN);
  assert.equal(code, 0, out);
  assert.match(out, /^Warning: No code from before the round was given/m);
});

test('chunks from elsewhere', async () => {
  const url = `${server.url}/other/proof`;
  assert.equal((await run(url, ...CHAIN)).code, 2);
  assert.equal((await run(url, ...CHAIN, '--chunks', join(directory, 'chunks'))).code, 0);
  assert.equal((await run(url, ...CHAIN, '--chunks', `${server.url}/lotteries/${lottery.rules.lottery}/chunks`)).code, 0);
});

test('an alias', async () => {
  const { out } = await run(join(directory, 'proof.json'), ...CHAIN, '--alias', lottery.winners[2]);
  assert.match(out, new RegExp(`^${lottery.winners[2]}: It is among the entries\\. Rank 3 Slot 2$`, 'm'));
});

test('without --chain only quicknet will do', async () => {
  const { code, out } = await run(join(directory, 'proof.json'));
  assert.equal(code, 1);
  assert.match(out, /^FAILED {6}Source of randomness: /m);
  assert.match(out, /^NOT VERIFIED\. /m);
});

test('what was seen is not what is published', async () => {
  assert.equal((await run(join(directory, 'proof.json'), ...CHAIN, '--seen-frozen', '0'.repeat(64))).code, 1);
  assert.equal((await run(join(directory, 'proof.json'), ...CHAIN, '--seen-rules', '0'.repeat(64))).code, 1);
});

test('a URL that names another lottery', async () => {
  const { code, out } = await run(
    `${server.url}/lotteries/${Buffer.alloc(16, 9).toString('base64url')}/proof`, ...CHAIN, '--chunks', join(directory, 'chunks'),
  );
  assert.equal(code, 1);
  assert.match(out, /^FAILED {6}One lottery: /m);
});

test('a lottery that is not drawn yet is not verified', async () => {
  const { draw, ...frozen } = lottery.proof;
  await writeFile(join(directory, 'frozen.json'), JSON.stringify(frozen));
  const { code, out } = await run(join(directory, 'frozen.json'), ...CHAIN);
  assert.equal(code, 1);
  assert.match(out, /^NOT VERIFIED YET\. /m);
});

test('what cannot be looked at', async () => {
  for (const source of [join(directory, 'nothing'), `${server.url}/nothing`, `${server.url}/broken`, 'http://127.0.0.1:1/proof', directory]) {
    const { code, err } = await run(source, ...CHAIN);
    assert.equal(code, 2, source);
    assert.match(err, /^the proof could not be read: /);
  }
});

test('a call that is wrong', async () => {
  const proof = join(directory, 'proof.json');
  for (const args of [
    [], [proof, proof], [proof, '--seen-frozen', 'f00dbabe'], [proof, '--seen-rules', 'x'.repeat(64)], [proof, '--chain', 'quicknet'],
    [proof, '--chain', `${CHAIN[1]}:1`], [proof, '--alias', 'me'], [proof, '--fast'], [proof, '--alias'],
  ]) {
    const { code, err } = await run(...args);
    assert.equal(code, 2, args.join(' '));
    assert.match(err, /usage: /);
  }
});
