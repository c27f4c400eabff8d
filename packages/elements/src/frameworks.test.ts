import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { expect } from '@open-wc/testing';
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createApp, shallowRef } from 'vue';
import { makeA4, testAssets } from '../test/pdf-fixtures.ts';
import { until } from '../test/until.ts';
import type { PlacementsChangeEvent } from './pdf-placement/pdf-placement.events.ts';
import { PdfPlacementHarness } from './pdf-placement/pdf-placement.harness.ts';
import type { PlacementSigner, SignerPlacement } from './pdf-placement/placement-model.ts';
import './provider/provider.define.ts';
import './pdf-placement/pdf-placement.define.ts';

const signers: readonly PlacementSigner[] = [{ id: 'a', name: 'Alice Martin', kind: 'person' }];
const given: readonly SignerPlacement[] = [{ signerId: 'a', page: 1, x: 40, y: 500 }];

/** What a framework does with a place: gives properties, hears events, gives back what it heard. */
interface Used {
  readonly heard: () => readonly SignerPlacement[];
  readonly unmount: () => unknown;
}

describe('the elements in other frameworks, without wrappers', function () {
  this.timeout(30_000);
  let bytes: Uint8Array;
  let stage: HTMLElement;

  before(async () => {
    bytes = await makeA4(2);
  });
  beforeEach(() => {
    stage = document.createElement('div');
    document.body.append(stage);
  });
  afterEach(() => {
    stage.remove();
  });

  /** The place is where the framework put it; moved by keyboard, the framework knows, and its element stays the same. */
  async function isUsable(root: ParentNode, { heard, unmount }: Used): Promise<void> {
    await until(() => root.querySelector('jse-pdf-placement') !== null, 'the element');
    const element = root.querySelector('jse-pdf-placement')!;
    const placement = new PdfPlacementHarness(element);
    await placement.ready();
    expect(placement.measured(0).x).to.be.closeTo(40, 0.1);
    await placement.press(0, 'ArrowRight');
    await until(() => heard()[0]?.x === 41, 'the event');
    await element.updateComplete;
    expect(placement.measured(0).x).to.be.closeTo(41, 0.1);
    expect(root.querySelector('jse-pdf-placement')).to.equal(element);
    expect(element.documentName).to.equal('Lettre');
    await unmount();
    expect(root.querySelector('jse-pdf-placement')).to.equal(null);
  }

  function inReact(container: HTMLElement): Used {
    const root = createRoot(container);
    let placements = given;
    const draw = () => {
      flushSync(() => {
        root.render(
          createElement(
            'jse-provider',
            { pdfAssets: testAssets },
            createElement('jse-pdf-placement', {
              'document-name': 'Lettre',
              document: bytes,
              signers,
              placements,
              'onjse-placements-change': (event: PlacementsChangeEvent) => {
                placements = event.placements;
                draw();
              },
            }),
          ),
        );
      });
    };
    draw();
    return { heard: () => placements, unmount: () => root.unmount() };
  }

  it('React 19', () => isUsable(stage, inReact(stage)));

  it('Vue 3, in a template', async () => {
    const placements = shallowRef(given);
    const app = createApp({
      template: `<jse-provider :pdfAssets="testAssets">
        <jse-pdf-placement document-name="Lettre" :document="bytes" :signers="signers" :placements="placements"
          @jse-placements-change="change"></jse-pdf-placement>
      </jse-provider>`,
      setup: () => ({
        ...{ testAssets, bytes, signers, placements },
        change: (event: PlacementsChangeEvent) => {
          placements.value = event.placements;
        },
      }),
    });
    app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('jse-');
    app.mount(stage);
    await isUsable(stage, { heard: () => placements.value, unmount: () => app.unmount() });
  });

  it('Angular, in a template', async () => {
    const placements = signal(given);
    class Page {
      readonly assets = testAssets;
      readonly bytes = bytes;
      readonly signers = signers;
      readonly placements = placements;
      readonly change = (event: Event) => {
        placements.set((event as PlacementsChangeEvent).placements);
      };
    }
    const Decorated = Component({
      selector: 'vendor-page',
      schemas: [CUSTOM_ELEMENTS_SCHEMA],
      template: `<jse-provider [pdfAssets]="assets">
        <jse-pdf-placement document-name="Lettre" [document]="bytes" [signers]="signers" [placements]="placements()"
          (jse-placements-change)="change($event)"></jse-pdf-placement>
      </jse-provider>`,
    })(Page) as typeof Page;
    stage.append(document.createElement('vendor-page'));
    const app = await bootstrapApplication(Decorated, { providers: [provideZonelessChangeDetection()] });
    await isUsable(stage, {
      heard: () => placements(),
      unmount: () => {
        app.destroy();
      },
    });
  });

  it('in a modal dialog, within a shadow root', async () => {
    const root = stage.attachShadow({ mode: 'open' });
    const dialog = document.createElement('dialog');
    dialog.style.inlineSize = '60rem';
    root.append(dialog);
    dialog.showModal();
    await isUsable(root, inReact(dialog));
  });
});
