import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findChunks, readKnownAnswers } from '../known-answers.js';
import { makeLottery } from '../lottery.js';
import { serve } from '../server.js';
import { Chromium } from './chromium.js';

const BUILT = new URL('../../dist/kaibo-verify.html', import.meta.url);
const answer = readKnownAnswers().find(({ chain, winners }) => chain === undefined && winners.length > 0);
const lottery = JSON.parse(Buffer.from(answer.proof.rules, 'base64')).lottery;
const PATH = `/lotteries/${lottery}/proof`;
const { ranks } = answer.proof.draw;
const tampered = { ...answer.proof, draw: { ...answer.proof.draw, ranks: exchangeFirstTwo(ranks) } };

let browser;
let server;
let directory;

before(async () => {
  const files = { '/page.html': await readFile(BUILT), [PATH]: JSON.stringify(answer.proof), '/tampered/proof': JSON.stringify(tampered) };
  for (const [name, bytes] of findChunks(answer)) {
    files[`/lotteries/${lottery}/chunks/${name}`] = bytes;
    files[`/tampered/chunks/${name}`] = bytes;
  }
  server = await serve(files);
  directory = await mkdtemp(join(tmpdir(), 'kaibo-page-'));
  browser = await Chromium.start();
});

after(async () => {
  await browser?.close();
  await server.close();
  await rm(directory, { recursive: true });
});

function exchangeFirstTwo(encoded) {
  const bytes = Buffer.from(encoded, 'base64');
  return Buffer.concat([bytes.subarray(16, 32), bytes.subarray(0, 16), bytes.subarray(32)]).toString('base64');
}

/** Writes the files that a viewer keeps of a lottery, the chunks under names of their own. */
async function keep(proof, chunks) {
  const proofFile = join(directory, 'proof');
  await writeFile(proofFile, JSON.stringify(proof));
  const chunkFiles = [];
  for (const bytes of chunks.values()) {
    chunkFiles.push(join(directory, `chunk ${chunkFiles.length}`));
    await writeFile(chunkFiles.at(-1), bytes);
  }
  return { proofFile, chunkFiles };
}

test('served over HTTP, it verifies a known answer, and asks for nothing but that', async () => {
  const page = await browser.open(`${server.url}/page.html`);
  await page.fill('proof-url', server.url + PATH);
  await page.fill('alias', answer.winners[0]);
  const report = await page.verify();
  assert.equal(report.verdict, 'verified', report.text);
  assert.deepEqual(report.winners, answer.winners);
  assert.match(report.alias, /Rank 1/);
  const chunks = Object.keys(answer.chunks).map((name) => `${server.url}/lotteries/${lottery}/chunks/${name}`);
  const expected = [`${server.url}/page.html`, server.url + PATH, ...chunks];
  assert.deepEqual(page.requests.filter((url) => url !== 'data:,').sort(), expected.sort());
  assert.ok(!server.requests.includes('/favicon.ico'));
});

test('it refuses a proof that was tampered with', async () => {
  const page = await browser.open(`${server.url}/page.html`);
  await page.fill('proof-url', `${server.url}/tampered/proof`);
  const report = await page.verify();
  assert.equal(report.verdict, 'refused');
  assert.deepEqual(report.failed, ['ranks']);
  assert.deepEqual(report.winners, []);
});

test('opened as a file, it fetches a proof', async () => {
  const page = await browser.open(BUILT.href);
  await page.fill('proof-url', server.url + PATH);
  assert.equal((await page.verify()).verdict, 'verified');
});

test('opened as a file, it verifies files, in the language that is chosen', async () => {
  const page = await browser.open(BUILT.href);
  const { proofFile, chunkFiles } = await keep(answer.proof, findChunks(answer));
  await page.chooseFiles('proof-file', [proofFile]);
  await page.chooseFiles('chunk-files', chunkFiles);
  const report = await page.verify();
  assert.equal(report.verdict, 'verified', report.text);
  assert.match(report.text, /^VERIFIED/);
  assert.deepEqual(page.requests.filter((url) => /^https?:/.test(url)), []);
  await page.evaluate(`{
    const chosen = document.getElementById('language');
    chosen.value = 'zh-CN';
    chosen.dispatchEvent(new Event('change'));
  }`);
  const chinese = await page.readReport();
  assert.match(chinese.text, /^验证通过/);
  assert.equal(await page.evaluate(`document.querySelector('h1').textContent`), '验证抽奖');
  await page.chooseFiles('chunk-files', chunkFiles.slice(1));
  assert.equal((await page.verify()).verdict, 'unreadable');
});

test('what was seen is compared', async () => {
  const page = await browser.open(BUILT.href);
  await page.fill('proof-url', server.url + PATH);
  await page.fill('seen-frozen', '0'.repeat(64));
  assert.deepEqual((await page.verify()).failed, ['seen-frozen']);
  await page.fill('seen-frozen', 'f00dbabe');
  const report = await page.verify();
  assert.equal(report.verdict, 'error');
  assert.match(report.text, /64 digits/);
});

test('what cannot be read is said', async () => {
  const page = await browser.open(BUILT.href);
  assert.equal((await page.verify()).verdict, 'error');
  await page.fill('proof-url', `${server.url}/nothing`);
  assert.match((await page.verify()).text, /answered 404/);
});

test('its policy lets no other script run', async () => {
  const page = await browser.open(BUILT.href);
  await page.evaluate(`{
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
  }`);
  assert.equal(await page.evaluate('window.injected === undefined'), true);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="window.injected = true">')`);
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 100))');
  assert.equal(await page.evaluate('window.injected === undefined'), true);
});

test('a title stays text', async () => {
  const page = await browser.open(BUILT.href);
  const { proof, chunks } = makeLottery({ rules: (rules) => (rules.title = '<b id="title">x</b>') });
  const { proofFile, chunkFiles } = await keep(proof, chunks);
  await page.chooseFiles('proof-file', [proofFile]);
  await page.chooseFiles('chunk-files', chunkFiles);
  const report = await page.verify();
  assert.deepEqual(report.failed, ['chain']);
  assert.equal(await page.evaluate(`document.getElementById('title') === null`), true);
  assert.equal(await page.evaluate(`document.getElementById('report').textContent.includes('<b id="title">')`), true);
});

test('a million entries', async () => {
  const entries = Array.from({ length: 1_000_000 }, (_, index) => {
    const alias = Buffer.alloc(16);
    alias.writeUInt32BE(index * 4000);
    return alias;
  });
  const { proof, chunks, chain, winners } = makeLottery({ entries });
  const page = await browser.open(BUILT.href);
  const { proofFile, chunkFiles } = await keep(proof, chunks);
  assert.equal(chunkFiles.length, 123);
  await page.chooseFiles('proof-file', [proofFile]);
  await page.chooseFiles('chunk-files', chunkFiles);
  await page.fill('chain', [chain.hash, chain.publicKey, chain.genesis, chain.period].join(':'));
  const report = await page.verify();
  assert.equal(report.verdict, 'verified', report.text);
  assert.deepEqual(report.winners, winners);
  assert.match(report.warnings[0], /NOT DRAND'S QUICKNET/);
});
