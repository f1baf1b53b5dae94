import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/models/problem';
import { IconDelete, IconEdit } from '../icons';
import { ActionMenu } from './action-menu';

const edit = { text: 'Edit', Icon: IconEdit };
const remove = {
  text: 'Delete',
  Icon: IconDelete,
  danger: true,
  asks: { title: 'Delete this?', text: 'It is gone then.' },
};
const choose = async (name: string) => {
  await userEvent.click(screen.getByRole('button', { name: 'More about this' }));
  await userEvent.click(await screen.findByRole('menuitem', { name }));
};

describe('a menu of actions', () => {
  it('does what is chosen', async () => {
    const onSelect = vi.fn();
    render(<ActionMenu label="More about this" actions={[{ ...edit, onSelect }, false]} />);
    await choose('Edit');
    expect(onSelect).toHaveBeenCalledOnce();
  });

  it('asks first where it is told to; a refusal leaves the question open', async () => {
    const act = vi
      .fn()
      .mockRejectedValueOnce(new Problem(0, 'OFFLINE', ''))
      .mockResolvedValue(1);
    render(<ActionMenu label="More about this" actions={[{ ...remove, act }]} />);
    await choose('Delete');
    expect(act).not.toHaveBeenCalled();
    const confirm = () => screen.getByRole('button', { name: 'Delete' });
    await userEvent.click(confirm());
    expect(screen.getByRole('dialog', { name: 'Delete this?' })).toBeVisible();
    await userEvent.click(confirm());
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('is not there when nothing can be done', () => {
    render(<ActionMenu label="More about this" actions={[false]} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
