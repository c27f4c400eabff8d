import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { startDisplay } from '../../../scripts/open-page.mjs';

/** WebDriver's code points for named keys (W3C WebDriver, 17.4.2). */
const webdriverKeys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

const keyDown = (key) => ({ type: 'keyDown', value: webdriverKeys[key] ?? key });
const keyUp = (key) => ({ type: 'keyUp', value: webdriverKeys[key] ?? key });

const mouseButtons = ['left', 'middle', 'right'];

class WebDriverLauncher {
  type = 'webdriver';
  concurrency = 1;
  #options;
  #process;
  #display;
  #session;
  #urls = new Map();

  constructor(options) {
    this.#options = options;
    this.name = options.name;
  }

  async initialize() {}

  async startSession(id, url) {
    this.#session = await this.#open();
    this.#urls.set(id, url);
    await this.#call('POST', `/session/${this.#session}/url`, { url });
  }

  async stopSession(id) {
    this.#urls.delete(id);
    await this.#close();
    return {};
  }

  isActive(id) {
    return this.#urls.has(id);
  }

  getBrowserUrl(id) {
    return this.#urls.get(id);
  }

  async stop() {
    await this.#close();
    this.#process?.kill();
    this.#display?.server.kill();
  }

  /** The runner's own send-keys plugin calls this for launchers of type `webdriver`. */
  async sendKeys(_id, keys) {
    await this.#strike(keys.flatMap((key) => [keyDown(key), keyUp(key)]));
  }

  /** Presses a key while another is held. */
  async pressWith(modifier, key) {
    await this.#strike([keyDown(modifier), keyDown(key), keyUp(key), keyUp(modifier)]);
  }

  /** These five are what the runner's send-mouse plugin calls. Coordinates are the page's, in CSS pixels. */
  sendMouseMove(_id, x, y) {
    return this.#point({ type: 'pointerMove', origin: 'viewport', duration: 0, x, y });
  }

  sendMouseDown(_id, button) {
    return this.#point({ type: 'pointerDown', button: mouseButtons.indexOf(button ?? 'left') });
  }

  sendMouseUp(_id, button) {
    return this.#point({ type: 'pointerUp', button: mouseButtons.indexOf(button ?? 'left') });
  }

  async sendMouseClick(id, x, y, button) {
    await this.sendMouseMove(id, x, y);
    await this.sendMouseDown(id, button);
    await this.sendMouseUp(id, button);
  }

  async resetMouse() {
    if (this.#session) await this.#call('DELETE', `/session/${this.#session}/actions`);
  }

  /** Sizes the window so that the page inside measures what was asked. */
  async setViewport({ width, height }) {
    const rect = `/session/${this.#session}/window/rect`;
    await this.#call('POST', rect, { width, height });
    const script = { script: 'return [innerWidth, innerHeight]', args: [] };
    const [inner, tall] = await this.#call('POST', `/session/${this.#session}/execute/sync`, script);
    await this.#call('POST', rect, { width: 2 * width - inner, height: 2 * height - tall });
  }

  #strike(actions) {
    return this.#call('POST', `/session/${this.#session}/actions`, {
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  #point(action) {
    const actions = [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: [action] }];
    return this.#call('POST', `/session/${this.#session}/actions`, { actions });
  }

  async #open() {
    if (!this.#process) await this.#serve();
    const capabilities = { alwaysMatch: this.#options.capabilities };
    const session = await this.#call('POST', '/session', { capabilities });
    return session.sessionId;
  }

  /** A page that has crashed has taken its session with it. */
  async #close() {
    if (this.#session) await this.#call('DELETE', `/session/${this.#session}`).catch(() => undefined);
    this.#session = undefined;
  }

  async #serve() {
    const { command, port, env } = this.#options;
    this.#display = await startDisplay();
    const environment = { ...process.env, DISPLAY: this.#display.name, ...env };
    this.#process = spawn(command, [`--port=${port}`], { stdio: 'ignore', env: environment });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const ready = await this.#call('GET', '/status').catch(() => undefined);
      if (ready) return;
      await delay(100);
    }
    throw new Error(`${command} does not answer`);
  }

  async #call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${this.#options.port}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  }
}

/** A launcher of @web/test-runner for a W3C WebDriver server (WebKitWebDriver); a browser of its own for each test file, since memory adds up. */
export function webdriverLauncher(options) {
  return new WebDriverLauncher(options);
}

/** The server command `jse-viewport` ({ width, height }): works for puppeteer's browsers and for WebDriver's. */
export function viewportCommand() {
  return {
    name: 'jse-viewport',
    async executeCommand({ command, payload, session }) {
      if (command !== 'jse-viewport') return undefined;
      const { browser } = session;
      if (browser.type === 'webdriver') await browser.setViewport(payload);
      else await browser.getPage(session.id).setViewport(payload);
      return true;
    },
  };
}

/** The server command `jse-press-with` ({ modifier, key }): the runner's own holds no key in WebDriver's browsers. */
export function pressWithCommand() {
  return {
    name: 'jse-press-with',
    async executeCommand({ command, payload, session }) {
      if (command !== 'jse-press-with') return undefined;
      const { browser } = session;
      if (browser.type === 'webdriver') {
        await browser.pressWith(payload.modifier, payload.key);
        return true;
      }
      const { keyboard } = browser.getPage(session.id);
      await keyboard.down(payload.modifier);
      await keyboard.press(payload.key);
      await keyboard.up(payload.modifier);
      return true;
    },
  };
}
