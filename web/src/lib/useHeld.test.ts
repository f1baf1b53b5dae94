import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useHeld } from './useHeld';

interface Item {
  readonly at: string;
  readonly own?: boolean;
}
const options = { timeOf: (item: Item) => item.at, isOwn: (item: Item) => item.own === true };
const render = (items: readonly Item[], settled = true) =>
  renderHook((props) => useHeld(props.items, { ...options, settled: props.settled }), {
    initialProps: { items, settled },
  });

describe('a held list', () => {
  it('lets newer items wait until they are asked for', () => {
    const { result, rerender } = render([{ at: '2' }, { at: '1' }]);
    rerender({ items: [{ at: '4' }, { at: '3' }, { at: '2' }, { at: '1' }], settled: true });
    expect(result.current.shown.map(({ at }) => at)).toEqual(['2', '1']);
    expect(result.current.waiting).toBe(2);
    act(() => {
      result.current.show();
    });
    expect(result.current.shown).toHaveLength(4);
    expect(result.current.waiting).toBe(0);
  });

  it('shows the reader’s own work, and older pages, at once', () => {
    const { result, rerender } = render([{ at: '2' }]);
    rerender({
      items: [{ at: '4' }, { at: '3', own: true }, { at: '2' }, { at: '1' }],
      settled: true,
    });
    expect(result.current.shown.map(({ at }) => at)).toEqual(['3', '2', '1']);
    expect(result.current.waiting).toBe(1);
  });

  it('holds nothing before the first answer is whole, nor in an empty list', () => {
    const { result, rerender } = render([{ at: '1' }], false);
    rerender({ items: [{ at: '2' }, { at: '1' }], settled: true });
    expect(result.current.shown).toHaveLength(2);
    const empty = render([]);
    empty.rerender({ items: [{ at: '1' }], settled: true });
    expect(empty.result.current.shown).toHaveLength(1);
    empty.rerender({ items: [{ at: '2' }, { at: '1' }], settled: true });
    expect(empty.result.current.waiting).toBe(1);
  });
});
