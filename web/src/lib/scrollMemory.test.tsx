import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { Link, MemoryRouter, Route, Routes, useNavigate } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { useArrival } from './scrollMemory';

function Place({ name, to }: { readonly name: string; readonly to: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const navigate = useNavigate();
  useArrival(heading);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {name}
      </h1>
      <Link to={to}>on</Link>
      <button onClick={() => void navigate(-1)}>back</button>
    </>
  );
}

function scroll(to: number): void {
  vi.stubGlobal('scrollY', to);
  window.dispatchEvent(new Event('scroll'));
}

beforeEach(() => {
  vi.stubGlobal('scrollY', 0);
});

it('a new page starts at its top, and going back leads to where one was', async () => {
  const scrollTo = vi.fn();
  vi.stubGlobal('scrollTo', scrollTo);
  render(
    <MemoryRouter>
      <Routes>
        <Route path="/" element={<Place key="first" name="first" to="/second" />} />
        <Route path="/second" element={<Place key="second" name="second" to="/" />} />
      </Routes>
    </MemoryRouter>,
  );
  act(() => {
    scroll(640);
  });
  await userEvent.click(screen.getByText('on'));
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
  expect(screen.getByRole('heading', { name: 'second' })).toHaveFocus();
  act(() => {
    scroll(90);
  });
  await userEvent.click(screen.getByText('back'));
  expect(scrollTo).toHaveBeenLastCalledWith(0, 640);
  expect(screen.getByRole('heading', { name: 'first' })).toHaveFocus();
  await userEvent.click(screen.getByText('on'));
  expect(scrollTo).toHaveBeenLastCalledWith(0, 0);
});
