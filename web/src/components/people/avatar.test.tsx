import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Avatar, initials, nameOf } from './avatar';

const ana = { id: 'a', nickname: 'ana.lopez', fullName: 'Ana María López', avatarUrl: null };

it.each([
  ['Ana María López', 'x', 'AL'],
  [null, 'ana.lopez', 'AL'],
  [null, 'ben', 'B'],
  ['  ', 'çelik', 'Ç'],
  ['李 小龙', 'x', '李小'],
])('the initials of %s, %s are %s', (fullName, nickname, expected) => {
  expect(initials({ fullName, nickname })).toBe(expected);
});

it('a person is called by their name, else by their nickname', () => {
  expect(nameOf(ana)).toBe('Ana María López');
  expect(nameOf({ ...ana, fullName: ' ' })).toBe('ana.lopez');
});

it('a picture that does not come leaves the initials, until there is another picture', () => {
  const { container, rerender } = render(<Avatar person={{ ...ana, avatarUrl: '/media/1' }} />);
  const picture = container.querySelector('img');
  expect(picture).toHaveAttribute('src', '/media/1');
  if (picture) fireEvent.error(picture);
  expect(screen.getByText('AL')).toBeInTheDocument();
  rerender(<Avatar person={{ ...ana, avatarUrl: '/media/2' }} />);
  expect(container.querySelector('img')).toHaveAttribute('src', '/media/2');
});
