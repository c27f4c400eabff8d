import { ApiError, call } from './api.ts';
import { h } from './dom.ts';
import type { View } from './view.ts';
import { clock, type ClockState } from './views/clock.ts';
import { data } from './views/data.ts';
import { events } from './views/events.ts';
import { faultList, faults, type FaultState } from './views/faults.ts';
import { firms } from './views/firms.ts';
import { identity } from './views/identity.ts';
import { inbox } from './views/inbox.ts';
import { requests } from './views/requests.ts';
import { currentLanguage, dateTime, speak, words } from './words.ts';

const views: readonly View[] = [inbox, requests, clock, firms, faults, identity, events, data];
const period = 3000;

/** Shows the console until the person leaves it, or until the token is refused. */
export function openShell(app: HTMLElement, leave: () => void): void {
  const place = h('div', { id: 'view' });
  const banner = h('div', { id: 'banner', role: 'status' });
  const time = h('time', { id: 'clock-readout' });
  const heading = h('h1', { id: 'view-title', tabindex: -1 });
  const closed = new AbortController();
  const { signal } = closed;
  const close = () => {
    closed.abort();
    leave();
  };
  let current = viewOfHash();
  const loading = new Set<View>();
  const again = new Set<View>();
  let pressed = false;
  let outdated = false;

  /** What is under the finger, or asked in a dialog, is not replaced: the click that is under way would be lost. */
  const isHeld = () => pressed || place.querySelector('dialog[open]') !== null;

  const draw = () => {
    const w = words();
    document.documentElement.lang = currentLanguage();
    document.title = `${w[current.name]} – ${w.title}`;
    heading.textContent = w[current.name];
    app.replaceChildren(
      h(
        'a',
        { class: 'skip', href: '#view-title', onclick: (event) => (event.preventDefault(), heading.focus()) },
        w.skip,
      ),
      h(
        'header',
        {},
        h('p', { class: 'brand' }, w.brand, h('span', {}, w.sandbox)),
        h('p', { class: 'readout' }, time),
        h(
          'button',
          { type: 'button', class: 'quiet', lang: currentLanguage() === 'fr' ? 'en' : 'fr', onclick: other },
          w.language,
        ),
        h('button', { type: 'button', class: 'quiet', onclick: close }, w.leave),
      ),
      h(
        'nav',
        { 'aria-label': w.sections },
        h(
          'ul',
          {},
          views.map(({ name }) =>
            h(
              'li',
              {},
              h('a', { href: `#${name}`, 'aria-current': name === current.name ? 'page' : undefined }, w[name]),
            ),
          ),
        ),
      ),
      h('main', {}, banner, heading, place),
      h('div', { id: 'live', class: 'hidden', role: 'status' }),
      h('div', { id: 'toast', role: 'status' }),
    );
    app.querySelector('nav [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  };
  const other = () => {
    speak(currentLanguage() === 'fr' ? 'en' : 'fr');
    draw();
    current.render(place);
    void load();
    app.querySelector<HTMLElement>('header button')?.focus();
  };

  /** Loads and shows; a call that comes meanwhile is answered by one more round. A slow section holds no other back. */
  const load = async () => {
    const view = current;
    if (loading.has(view)) {
      again.add(view);
      return;
    }
    loading.add(view);
    do {
      again.delete(view);
      await round(view);
    } while (again.has(view) && view === current && !signal.aborted);
    loading.delete(view);
  };
  const round = async (view: View) => {
    try {
      const [, state, inForce] = await Promise.all([
        view.load(),
        call<ClockState>('GET', 'clock'),
        call<FaultState>('GET', 'faults'),
      ]);
      if (signal.aborted) return;
      time.dateTime = state.now;
      time.textContent = dateTime(state.now);
      const list = faultList(inForce);
      const text = list === '' ? '' : `${words().faultsOn} : ${list}`;
      if (banner.textContent !== text) banner.textContent = text;
      banner.className = text === '' ? '' : 'banner';
      if (view !== current) return;
      outdated = isHeld();
      if (!outdated) view.render(place);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && error.status === 401) return close();
      if (view !== current) return;
      banner.textContent =
        error instanceof ApiError && error.status === 0 ? words().offline : String((error as Error).message);
      banner.className = 'banner bad';
    }
  };

  const turn = () => {
    current = viewOfHash();
    place.replaceChildren();
    draw();
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
    void load();
  };
  window.addEventListener('hashchange', turn, { signal });
  window.addEventListener('console-refresh', () => (current.render(place), void load()), { signal });
  const release = () => {
    pressed = false;
    window.setTimeout(() => {
      if (!outdated || isHeld() || signal.aborted) return;
      outdated = false;
      current.render(place);
    });
  };
  place.addEventListener('pointerdown', () => (pressed = true), { signal });
  for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, release, { signal });
  place.addEventListener('close', release, { signal, capture: true });
  const timer = window.setInterval(() => {
    if (document.visibilityState === 'visible' && !isHeld()) void load();
  }, period);
  signal.addEventListener('abort', () => window.clearInterval(timer));
  draw();
  void load();
}

function viewOfHash(): View {
  return views.find(({ name }) => location.hash === `#${name}`) ?? inbox;
}
