import * as React from 'react';
import type { Views } from '../playground/protocol.ts';
import { Push, Row, Soft } from './parts.tsx';
import { act, usePlay } from './use-story.ts';

/**
 * The visitor's own PDF: it is handed to the story as an object URL of this origin, which is read in this tab and goes
 * nowhere else.
 */
export function OwnDocument({ name, replaceable }: Views['document']) {
  const { words } = usePlay();
  const field = React.useRef<HTMLInputElement>(null);
  const url = React.useRef<string>(undefined);
  const [refused, setRefused] = React.useState(false);
  const put = async (file: File | undefined) => {
    // A reader looks for the header in the first kilobyte.
    const isPdf = !file || (await file.slice(0, 1024).text()).includes('%PDF-');
    setRefused(!isPdf);
    if (field.current) field.current.value = '';
    if (!isPdf) return;
    if (url.current !== undefined) URL.revokeObjectURL(url.current);
    url.current = file && URL.createObjectURL(file);
    act({ do: 'document', name: file?.name ?? '', url: url.current });
  };
  return (
    <>
      <h2 id="play-document">{words.own.document}</h2>
      {!replaceable && name === undefined && <p>{words.own.noDocument}</p>}
      {name !== undefined && (
        <p>
          {words.own.inPlace} <strong>{name}</strong>
        </p>
      )}
      <Row>
        <input
          ref={field}
          type="file"
          accept="application/pdf,.pdf"
          aria-label={words.own.choose}
          hidden
          onChange={({ target }) => void put(target.files?.[0])}
        />
        <Push type="button" disabled={!replaceable} onClick={() => field.current?.click()}>
          {words.own.choose}
        </Push>
        {name !== undefined && (
          <Push type="button" onClick={() => void put(undefined)}>
            {words.own.takeBack}
          </Push>
        )}
      </Row>
      {refused && <p role="alert">{words.own.noPdf}</p>}
      <Soft>{words.own.documentHint}</Soft>
    </>
  );
}
