import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { AddPictures, PictureTray } from './picture-tray';
import { usePictures } from './use-pictures';

beforeEach(() => {
  URL.createObjectURL = () => 'blob:picture';
  URL.revokeObjectURL = () => undefined;
});

function Writing() {
  const pictures = usePictures();
  return (
    <>
      <PictureTray pictures={pictures} />
      <AddPictures pictures={pictures} />
    </>
  );
}

const file = (name: string, type = 'image/png') => new File(['x'], name, { type });
const names = () =>
  within(screen.getByRole('list', { name: 'Chosen pictures' }))
    .getAllByRole('img')
    .map((image) => image.getAttribute('alt'));

async function choose(...files: File[]) {
  const { container } = render(<Writing />);
  const input = container.querySelector('input');
  if (!input) throw new Error('no input');
  await userEvent.upload(input, files, { applyAccept: false });
}

describe('chosen pictures', () => {
  it('are described, put in order and taken out', async () => {
    await choose(file('a.png'), file('b.png'), file('c.png'));
    await userEvent.type(screen.getByLabelText('What picture 2 shows'), 'Fog');
    await userEvent.click(screen.getByRole('button', { name: 'Move picture 2 forward' }));
    expect(names()).toEqual(['b.png', 'a.png', 'c.png']);
    expect(screen.getByLabelText('What picture 1 shows')).toHaveValue('Fog');
    await userEvent.click(screen.getByRole('button', { name: 'Remove picture 2' }));
    expect(names()).toEqual(['b.png', 'c.png']);
    expect(screen.getByLabelText('What picture 2 shows')).toHaveFocus();
  });

  it('say why one is not taken, and are four at most', async () => {
    await choose(
      file('a.txt', 'text/plain'),
      ...['a', 'b', 'c', 'd', 'e'].map((name) => file(name)),
    );
    expect(names()).toHaveLength(4);
    expect(screen.getByRole('alert')).toHaveTextContent('This is not a JPEG');
    expect(screen.getByRole('alert')).toHaveTextContent('Four pictures are the most.');
    expect(screen.getByRole('button', { name: 'Add pictures' })).toBeDisabled();
  });
});
