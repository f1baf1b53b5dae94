import { act, render, renderHook, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Problem } from '@/models/problem';
import { Toasts } from './ui/toast';
import { useAttempt } from './use-attempt';

describe('an attempt', () => {
  it('is busy until it is over', async () => {
    const { result } = renderHook(useAttempt);
    let finish: () => void = () => undefined;
    let outcome: Promise<Problem | null> = Promise.resolve(null);
    act(() => {
      outcome = result.current.attempt(() => new Promise<void>((done) => (finish = done)));
    });
    expect(result.current.busy).toBe(true);
    await act(async () => {
      finish();
      expect(await outcome).toBeNull();
    });
    expect(result.current.busy).toBe(false);
  });

  it('says a refusal, by the field it names where there is one', async () => {
    render(<Toasts />);
    const { result } = renderHook(useAttempt);
    const refusal = new Problem(400, 'INVALID_INPUT', 'Look again.', [
      { field: 'title', message: 'That is too long.' },
    ]);
    await act(async () => {
      expect(await result.current.attempt(() => Promise.reject(refusal))).toBe(refusal);
    });
    expect(screen.getByRole('status')).toHaveTextContent('That is too long.');
    expect(result.current.busy).toBe(false);
  });

  it('passes on what is a bug', async () => {
    const { result } = renderHook(useAttempt);
    await act(async () => {
      await expect(
        result.current.attempt(() => Promise.reject(new TypeError('bug'))),
      ).rejects.toThrow('bug');
    });
  });
});
