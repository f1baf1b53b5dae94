import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { CharacterCounter } from './character-counter';

it('speaks up near the end, and says how much is too much', () => {
  const { rerender } = render(<CharacterCounter text={'a'.repeat(199)} limit={300} />);
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
  rerender(<CharacterCounter text={'a'.repeat(299)} limit={300} />);
  expect(screen.getByText('1 character left')).toBeInTheDocument();
  rerender(<CharacterCounter text={'a'.repeat(302)} limit={300} />);
  expect(screen.getByText('2 characters too many')).toBeInTheDocument();
});

it('counts code points, as the server does', () => {
  render(<CharacterCounter text="🏔️" limit={2} />);
  // The picture and its selector: two code points.
  expect(screen.getByText('0 characters left')).toBeInTheDocument();
});
