import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { NewPill } from './new-pill';

it('the pill says how many wait, and shows them', async () => {
  const onShow = vi.fn();
  window.scrollTo = vi.fn() as typeof window.scrollTo;
  const { rerender } = render(<NewPill count={0} onShow={onShow} />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  rerender(<NewPill count={3} onShow={onShow} />);
  await userEvent.click(screen.getByRole('button', { name: '3 new' }));
  expect(onShow).toHaveBeenCalled();
});
