import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { describe, expect, it, vi } from 'vitest';
import { ViewerContext, type Viewer } from '@/components/layout/viewer';
import * as uploads from '@/lib/apiUpload';
import { Problem } from '@/models/problem';
import { Answering, clientOf } from '@/test/answering';
import ImportPage from './import';

const viewer = {
  me: { id: 'me', timeZone: 'UTC' },
  format: { percent: String, moment: String },
} as unknown as Viewer;

const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

function show() {
  const { container } = render(
    <MemoryRouter>
      <QueryClientProvider client={new QueryClient()}>
        <Answering client={clientOf({ MyImports: () => ({ myImports: none }) })}>
          <ViewerContext value={viewer}>
            <ImportPage />
          </ViewerContext>
        </Answering>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return async (...names: string[]) => {
    // The one that the button opens: it is on no screen itself.
    const input = container.querySelector<HTMLInputElement>('input[type=file]');
    if (!input) throw new Error('no place for files');
    await userEvent.upload(
      input,
      names.map((name) => new File(['x'], name)),
    );
  };
}

describe('the import page', () => {
  it('says of each file what became of it', async () => {
    vi.spyOn(uploads, 'sendOrKeepFile').mockImplementation((path) => {
      const name = new URL(path, 'http://x').searchParams.get('name');
      if (name === 'twice.fit') return Promise.reject(new Problem(409, 'CONFLICT', 'same'));
      if (name === 'cut.fit')
        return Promise.reject(new Problem(400, 'INVALID_INPUT', 'It is cut off.'));
      if (name === 'away.fit') return Promise.resolve(null);
      const sourceCount = name === 'phone.gpx' ? 2 : 1;
      return Promise.resolve({ body: { id: String(name), sourceCount } });
    });
    const choose = show();
    await choose('run.fit', 'phone.gpx', 'twice.fit', 'cut.fit', 'away.fit');
    expect(await screen.findByText('A new workout.')).toBeInTheDocument();
    expect(
      await screen.findByText(/Put together with a workout that was there/),
    ).toBeInTheDocument();
    expect(await screen.findByText(/This one was here already/)).toBeInTheDocument();
    expect(await screen.findByText('It is cut off.')).toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'Look' })).toHaveLength(2);
  });

  it('tries again with the same file', async () => {
    const send = vi
      .spyOn(uploads, 'sendOrKeepFile')
      .mockRejectedValueOnce(new Problem(503, 'UNAVAILABLE', 'Later.'))
      .mockResolvedValueOnce({ body: { id: 'w', sourceCount: 1 } });
    const choose = show();
    await choose('run.fit');
    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('A new workout.')).toBeInTheDocument();
    expect(send).toHaveBeenCalledTimes(2);
    expect(send.mock.calls[1]?.[1]).toBe(send.mock.calls[0]?.[1]);
  });
});
