import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { CopyField } from './copy-field';
import { Toasts } from './toast';

it('puts the text into the clipboard and says so', async () => {
  const user = userEvent.setup();
  render(
    <>
      <CopyField label="Your link" value="https://example.org/x" />
      <Toasts />
    </>,
  );
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(await navigator.clipboard.readText()).toBe('https://example.org/x');
  expect(await screen.findByText('Copied.')).toBeVisible();
});

it('selects it where there is no clipboard', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  render(<CopyField label="Your link" value="https://example.org/x" />);
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  const field = screen.getByLabelText<HTMLInputElement>('Your link');
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
});
