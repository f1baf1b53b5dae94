import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InfiniteList } from './infinite-list';

let approach: () => void = () => undefined;

class Observer {
  constructor(private readonly callback: (entries: { isIntersecting: boolean }[]) => void) {}
  observe(): void {
    approach = () => {
      this.callback([{ isIntersecting: true }]);
    };
  }
  disconnect(): void {
    approach = () => undefined;
  }
}

const list = (more: (() => Promise<unknown>) | null) => (
  <InfiniteList items={['a', 'b']} keyOf={String} more={more}>
    {(item) => <span>{item}</span>}
  </InfiniteList>
);

describe('an infinite list', () => {
  beforeEach(() => {
    vi.stubGlobal('IntersectionObserver', Observer);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('asks for the next page once when its end comes near', async () => {
    let finish: () => void = () => undefined;
    const more = vi.fn(() => new Promise<void>((done) => (finish = done)));
    render(list(more));
    act(() => {
      approach();
      approach();
    });
    expect(more).toHaveBeenCalledTimes(1);
    await act(async () => {
      finish();
      await Promise.resolve();
    });
    act(() => {
      approach();
    });
    expect(more).toHaveBeenCalledTimes(2);
  });

  it('does not ask again by itself after a failure, but when told to', async () => {
    const more = vi.fn(() => Promise.reject(new TypeError('offline')));
    render(list(more));
    await act(async () => {
      approach();
      await Promise.resolve();
    });
    await screen.findByRole('button', { name: 'Show more' });
    act(() => {
      approach();
    });
    expect(more).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(more).toHaveBeenCalledTimes(2);
  });

  it('has no end to come near when all is there', () => {
    render(list(null));
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });
});
