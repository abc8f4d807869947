import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECKS, Report } from '../lib/report.js';

/** A report in which all checks passed but these. */
function passAllBut(...open) {
  const report = new Report();
  CHECKS.filter((name) => !open.includes(name)).forEach((name) => report.pass(name));
  return report;
}

test('a check that was not made keeps a lottery from being verified, unless only a witness could make it', () => {
  assert.equal(passAllBut().close('drawn', 'blocked').verdict, 'verified');
  for (const name of CHECKS) {
    const mayBeOpen = ['seen-rules', 'seen-frozen', 'left-out-reason'].includes(name);
    assert.equal(passAllBut(name).close('drawn', 'blocked').verdict, mayBeOpen ? 'verified' : 'incomplete', name);
    const isOfDraw = ['draw-round', 'signature', 'ranks', 'passes'].includes(name);
    assert.equal(passAllBut(name).close('void', 'void-no-draw').verdict, mayBeOpen || isOfDraw ? 'verified' : 'incomplete', name);
  }
});

test('only a lottery that is drawn or void is verified', () => {
  for (const stage of ['running', 'frozen', 'unknown']) {
    assert.equal(passAllBut().close(stage, 'blocked').verdict, 'incomplete', stage);
  }
});

test('what failed weighs more than what could not be read', () => {
  const report = passAllBut('entries', 'signature');
  report.missBytes('entries', 'chunk-missing', { name: '' });
  report.fail('signature', 'signature-invalid', { round: 1 });
  assert.equal(report.close('drawn', 'blocked').verdict, 'refused');
});

test('a check is made once', () => {
  assert.throws(() => passAllBut().fail('chain', 'chain-differs'));
  assert.throws(() => passAllBut().pass('luck'));
});
