import * as React from 'react';
import { AddonPanel } from 'storybook/internal/components';
import { addons, types } from 'storybook/manager-api';
import { create } from 'storybook/theming';
import { Calls } from './panels/calls.tsx';
import { Inbox } from './panels/inbox.tsx';
import { Platform } from './panels/platform.tsx';
import { Snippets } from './panels/snippets.tsx';
import { usePlay } from './panels/use-story.ts';
import type { Words } from './panels/words.ts';

/** A tab's name in the language of the toolbar. */
function Title({ name }: { readonly name: (words: Words) => string }) {
  const { words } = usePlay();
  return <>{name(words)}</>;
}

const panels = {
  inbox: { panel: Inbox, name: ({ inbox }: Words) => inbox },
  platform: { panel: Platform, name: ({ own }: Words) => own.platform },
  calls: { panel: Calls, name: ({ own }: Words) => own.calls },
  snippets: { panel: Snippets, name: ({ own }: Words) => own.snippets },
};

addons.setConfig({
  theme: create({
    base: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
    brandTitle: 'Je Signe Expert · playground',
    brandUrl: './',
    brandTarget: '_self',
  }),
  selectedPanel: 'jse/playground/inbox',
});

addons.register('jse/playground', () => {
  for (const [id, { panel: Panel, name }] of Object.entries(panels)) {
    addons.add(`jse/playground/${id}`, {
      type: types.PANEL,
      title: () => <Title name={name} />,
      render: ({ active = false }) => (
        <AddonPanel active={active}>
          <Panel active={active} />
        </AddonPanel>
      ),
    });
  }
});
