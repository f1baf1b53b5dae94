import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { LinksField } from './links-field';

function Links() {
  const [links, setLinks] = useState(['https://a.example']);
  return (
    <LinksField
      value={links}
      onChange={setLinks}
      most={2}
      error={undefined}
      errorAt={(index) => (index === 1 ? 'Not like that.' : undefined)}
    />
  );
}

it('adds up to the most there may be, and takes away the one that is meant', async () => {
  render(<Links />);
  await userEvent.click(screen.getByRole('button', { name: 'Add a link' }));
  expect(screen.queryByRole('button', { name: 'Add a link' })).toBeNull();
  const second = screen.getByRole('textbox', { name: 'Link 2' });
  expect(second).toHaveAccessibleDescription('Not like that.');
  await userEvent.type(second, 'https://b.example');
  await userEvent.click(screen.getByRole('button', { name: 'Remove link 1' }));
  expect(screen.getByRole('textbox', { name: 'Link 1' })).toHaveValue('https://b.example');
});
