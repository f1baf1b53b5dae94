import { act, render } from '@testing-library/react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { beforeEach, expect, test, vi } from 'vitest';

let said: boolean | undefined;

/** The app, opened on `entries[at]`; the module remembers where, so each test loads its own. */
async function openedOn(entries: string[], at: number) {
  vi.resetModules();
  window.history.replaceState({ key: 'default' }, '');
  const { useCameBack } = await import('./cameBack');
  const Page = () => {
    said = useCameBack();
    return null;
  };
  const routes: RouteObject[] = [{ path: '*', element: <Page /> }];
  const router = createMemoryRouter(routes, { initialEntries: entries, initialIndex: at });
  render(<RouterProvider router={router} />);
  return router;
}

beforeEach(() => {
  said = undefined;
});

test('opening a page is no coming back', async () => {
  await openedOn(['/a'], 0);
  expect(said).toBe(false);
});

test('going on is none either', async () => {
  const router = await openedOn(['/a'], 0);
  await act(() => router.navigate('/b'));
  expect(said).toBe(false);
});

test('back to a page left a moment ago is', async () => {
  const router = await openedOn(['/a'], 0);
  await act(() => router.navigate('/b'));
  await act(() => router.navigate(-1));
  expect(said).toBe(true);
  await act(() => router.navigate(1));
  expect(said).toBe(true);
});
