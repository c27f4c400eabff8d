import * as React from 'react';
import { SyntaxHighlighter } from 'storybook/internal/components';
import { Copy, Push, Room, Row, Whole } from './parts.tsx';
import { usePlay, useView } from './use-story.ts';

/** How a page of one's own shows the story's element, in each framework. */
export function Snippets({ active }: { readonly active: boolean }) {
  const view = useView('snippets', active);
  const { words } = usePlay();
  const [framework, setFramework] = React.useState('HTML');
  return (
    <Whole view={view}>
      {({ snippets }) => {
        const chosen = snippets.find((snippet) => snippet.framework === framework);
        if (!chosen)
          return (
            <Room>
              <p>{words.own.noElement}</p>
            </Room>
          );
        return (
          <Room>
            <Row role="group" aria-label={words.own.snippets} style={{ marginBottom: 12 }}>
              {snippets.map(({ framework: one }) => (
                <Push key={one} type="button" aria-pressed={one === framework} onClick={() => setFramework(one)}>
                  {one}
                </Push>
              ))}
              <Copy text={chosen.code} label={`${words.copy} ${framework}`} />
            </Row>
            <SyntaxHighlighter language={chosen.language} bordered padded format={false}>
              {chosen.code}
            </SyntaxHighlighter>
          </Room>
        );
      }}
    </Whole>
  );
}
