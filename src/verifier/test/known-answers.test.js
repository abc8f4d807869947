import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verify } from '../lib/verify.js';
import { findChunks, readKnownAnswers } from './known-answers.js';

const answers = readKnownAnswers();

function verifyAnswer(answer, proof = answer.proof, chunks = findChunks(answer)) {
  return verify({ proof, chunks: (name) => chunks.get(name), chain: answer.chain });
}

test('there is a known answer of quicknet with winners', () => {
  assert.ok(answers.some((answer) => answer.chain === undefined && answer.winners.length > 0));
});

for (const answer of answers) {
  test(`known answer: ${answer.name}`, async () => {
    const result = await verifyAnswer(answer);
    assert.deepEqual(result.checks.filter(({ status }) => status === 'failed'), []);
    assert.equal(result.verdict, 'verified');
    assert.deepEqual((result.winners ?? []).map(({ alias }) => alias), answer.winners);
  });

  test(`known answer, tampered with: ${answer.name}`, async () => {
    for (const [name, bytes] of findChunks(answer)) {
      const chunks = findChunks(answer);
      chunks.set(name, bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte)));
      assert.equal((await verifyAnswer(answer, answer.proof, chunks)).verdict, 'refused', name);
    }
    if (answer.proof.draw !== undefined) {
      const draw = { ...answer.proof.draw, signature: `8${'0'.repeat(94)}1` };
      assert.equal((await verifyAnswer(answer, { ...answer.proof, draw })).verdict, 'refused');
    }
  });
}
