import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { useSlashKey } from './useSlashKey';

function Listening({
  act,
  dialog = false,
}: {
  readonly act: (() => void) | null;
  readonly dialog?: boolean;
}) {
  useSlashKey(act);
  return (
    <>
      <input aria-label="box" />
      <button type="button">button</button>
      {dialog && <div role="dialog" aria-label="open" />}
    </>
  );
}

it('hears "/" wherever it is not written, and only it', async () => {
  const act = vi.fn();
  const user = userEvent.setup();
  const { rerender } = render(<Listening act={act} />);
  await user.keyboard('/');
  expect(act).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole('button'));
  await user.keyboard('/');
  expect(act).toHaveBeenCalledTimes(2);
  await user.keyboard('x{Control>}/{/Control}');
  await user.type(screen.getByRole('textbox'), 'a/b');
  expect(screen.getByRole('textbox')).toHaveValue('a/b');
  rerender(<Listening act={act} dialog />);
  await user.click(screen.getByRole('button'));
  await user.keyboard('/');
  expect(act).toHaveBeenCalledTimes(2);
});

it('may be told not to listen', async () => {
  const act = vi.fn();
  const { rerender } = render(<Listening act={act} />);
  rerender(<Listening act={null} />);
  await userEvent.keyboard('/');
  expect(act).not.toHaveBeenCalled();
});

it('calls what was given last', async () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const { rerender } = render(<Listening act={first} />);
  rerender(<Listening act={second} />);
  await userEvent.keyboard('/');
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledOnce();
});
