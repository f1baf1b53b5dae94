import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/models/problem';
import { merge } from './conflict-dialog';
import { useVersionedEdit, type Versioned } from './use-versioned-edit';

interface Values {
  readonly title: string;
  readonly note: string;
}

interface EditorProps {
  readonly save: (edit: Versioned<Values>) => Promise<unknown>;
  readonly newest: () => Promise<Versioned<Values> | null>;
  readonly onSaved?: () => void;
}

const mine: Versioned<Values> = { values: { title: 'Mine', note: 'same' }, version: 1 };

function Editor({ save, newest, onSaved = () => undefined }: EditorProps) {
  const { submit, dialog } = useVersionedEdit<Values>({
    save,
    newest,
    onSaved,
    labels: { title: 'Title', note: 'Note' },
    show: (key, values) => values[key],
  });
  return (
    <>
      <button onClick={() => void submit(mine)}>save</button>
      {dialog}
    </>
  );
}

const conflict = () => Promise.reject(new Problem(409, 'CONFLICT', 'Someone changed this.'));
const theirs = (title: string, version: number) =>
  Promise.resolve({ values: { title, note: 'same' }, version });
const start = async (editor: EditorProps) => {
  const user = userEvent.setup();
  render(<Editor {...editor} />);
  await user.click(screen.getByText('save'));
  return user;
};

describe('an edit that meets a newer version', () => {
  it('shows both versions of what differs, and writes nothing by itself', async () => {
    const save = vi.fn(conflict);
    await start({ save, newest: () => theirs('Theirs', 5) });
    const field = await screen.findByRole('group', { name: 'Title' });
    expect(within(field).getByText('Mine')).toBeVisible();
    expect(within(field).getByText('Theirs')).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Note' })).toBeNull();
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('saves the chosen side on top of the version that was seen', async () => {
    const save = vi.fn<EditorProps['save']>().mockImplementationOnce(conflict).mockResolvedValue(1);
    const onSaved = vi.fn();
    const user = await start({ save, newest: () => theirs('Theirs', 5), onSaved });
    await user.click(await screen.findByRole('radio', { name: /Newer version/ }));
    await user.click(screen.getByRole('button', { name: 'Save my choice' }));
    await waitFor(() => {
      expect(onSaved).toHaveBeenCalled();
    });
    expect(save).toHaveBeenLastCalledWith({
      values: { title: 'Theirs', note: 'same' },
      version: 5,
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks again when yet another version came first', async () => {
    const save = vi.fn(conflict);
    const newest = vi
      .fn<EditorProps['newest']>()
      .mockImplementationOnce(() => theirs('Second', 5))
      .mockImplementationOnce(() => theirs('Third', 6));
    const user = await start({ save, newest });
    await user.click(await screen.findByRole('button', { name: 'Save my choice' }));
    expect(await screen.findByText('Third')).toBeVisible();
    expect(save).toHaveBeenLastCalledWith({ values: mine.values, version: 5 });
  });

  it('drops the edit when told so', async () => {
    const save = vi.fn(conflict);
    const user = await start({ save, newest: () => theirs('Theirs', 5) });
    await user.click(await screen.findByRole('button', { name: 'Drop my edit' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(save).toHaveBeenCalledTimes(1);
  });
});

it('merges field by field', () => {
  const merged = merge({ a: 1, b: 2 }, { a: 10, b: 20 }, { a: 'mine', b: 'theirs' });
  expect(merged).toEqual({ a: 1, b: 20 });
});
