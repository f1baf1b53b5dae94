import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { onReturn } from './apiLive';

function look(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('coming back to the page', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts after a while, and not after a glance elsewhere', () => {
    const listener = vi.fn();
    const stop = onReturn(listener, 10_000);
    look('hidden');
    vi.advanceTimersByTime(9_000);
    look('visible');
    expect(listener).not.toHaveBeenCalled();
    look('hidden');
    vi.advanceTimersByTime(10_000);
    look('visible');
    expect(listener).toHaveBeenCalledTimes(1);
    look('visible');
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
    look('hidden');
    vi.advanceTimersByTime(20_000);
    look('visible');
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
