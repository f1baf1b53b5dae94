import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { MorePlaces } from './more-places';

it('opens, and closes by Escape, by going elsewhere, and by following a link', async () => {
  const user = userEvent.setup();
  render(
    <MemoryRouter>
      <MorePlaces label="More" className="">
        <li>
          <Link to="/there">There</Link>
        </li>
      </MorePlaces>
      <p>elsewhere</p>
    </MemoryRouter>,
  );
  const button = screen.getByRole('button', { name: 'More' });
  const link = () => screen.queryByRole('link', { name: 'There' });
  expect(link()).toBeNull();
  await user.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  await user.tab();
  expect(link()).toHaveFocus();
  await user.keyboard('{Escape}');
  expect(link()).toBeNull();
  expect(button).toHaveFocus();
  await user.click(button);
  await user.click(screen.getByText('elsewhere'));
  expect(link()).toBeNull();
  await user.click(button);
  await user.click(screen.getByRole('link', { name: 'There' }));
  expect(link()).toBeNull();
});
