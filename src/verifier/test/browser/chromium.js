import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TIMEOUT_MILLIS = 120_000;

/** A headless Chromium that is driven through a pipe, by its DevTools protocol. */
export class Chromium {
  #process;
  #directory;
  #pending = new Map();
  #listeners = [];
  #next = 1;
  #rest = '';

  static async start() {
    const browser = new Chromium();
    browser.#directory = await mkdtemp(join(tmpdir(), 'kaibo-chromium-'));
    browser.#launch();
    await browser.send('Browser.getVersion');
    return browser;
  }

  #launch() {
    const args = [
      '--headless', '--remote-debugging-pipe', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--lang=en',
      '--disable-background-networking', '--disable-component-update', `--user-data-dir=${this.#directory}`,
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
    ];
    const stdio = ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'];
    this.#process = spawn(process.env.CHROMIUM ?? 'chromium', args, { stdio });
    this.#process.on('error', (error) => this.#failAll(error));
    this.#process.on('exit', () => this.#failAll(new Error('Chromium ended')));
    this.#process.stdio[3].on('error', () => {});
    this.#process.stdio[4].setEncoding('utf8').on('data', (text) => this.#receive(text));
  }

  #receive(text) {
    const messages = (this.#rest + text).split('\0');
    this.#rest = messages.pop();
    for (const message of messages.map((json) => JSON.parse(json))) {
      if (message.id === undefined) {
        this.#listeners.forEach((listener) => listener(message));
        continue;
      }
      const { resolve, reject } = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error) {
        reject(new Error(message.error.message));
      } else {
        resolve(message.result);
      }
    }
  }

  #failAll(error) {
    for (const { reject } of this.#pending.values()) {
      reject(error);
    }
    this.#pending.clear();
  }

  send(method, params = {}, sessionId) {
    const id = this.#next++;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
  }

  /** Opens a page and waits until it has loaded. */
  async open(url) {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page((method, params) => this.send(method, params, sessionId));
    this.#listeners.push((message) => {
      if (message.sessionId === sessionId && message.method === 'Network.requestWillBeSent') {
        page.requests.push(message.params.request.url);
      }
    });
    await page.send('Network.enable');
    await page.send('Page.navigate', { url });
    await page.waitFor(`document.readyState === 'complete' && location.href !== 'about:blank'`);
    return page;
  }

  async close() {
    if (this.#process.exitCode === null) {
      const exited = once(this.#process, 'exit');
      this.send('Browser.close').catch(() => {});
      await exited;
    }
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Page {
  /** The URLs that the page asked for. */
  requests = [];

  constructor(send) {
    this.send = send;
  }

  async evaluate(expression) {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  }

  async waitFor(condition) {
    for (const end = Date.now() + TIMEOUT_MILLIS; !(await this.evaluate(condition)); ) {
      if (Date.now() > end) {
        throw new Error(`it did not come: ${condition}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  fill(id, text) {
    return this.evaluate(`document.getElementById('${id}').value = ${JSON.stringify(text)}`);
  }

  async chooseFiles(id, files) {
    const { root } = await this.send('DOM.getDocument');
    const { nodeId } = await this.send('DOM.querySelector', { nodeId: root.nodeId, selector: `#${id}` });
    await this.send('DOM.setFileInputFiles', { nodeId, files });
  }

  /** Clicks, waits for the verdict and answers {verdict, text, checks, winners}. */
  async verify() {
    await this.evaluate(`document.getElementById('report').replaceChildren()`);
    await this.evaluate(`document.getElementById('verify').click()`);
    await this.waitFor(`document.getElementById('verdict') !== null`);
    return this.readReport();
  }

  readReport() {
    return this.evaluate(`({
      verdict: document.getElementById('verdict').className.replace('verdict ', ''),
      text: document.getElementById('verdict').textContent,
      warnings: [...document.querySelectorAll('.warning')].map((line) => line.textContent),
      alias: document.querySelector('.alias')?.textContent,
      failed: [...document.querySelectorAll('#checks tr:has(.failed)')].map((row) => row.dataset.check),
      winners: [...document.querySelectorAll('#winners tr td:nth-child(4)')].map((cell) => cell.textContent),
    })`);
  }
}
