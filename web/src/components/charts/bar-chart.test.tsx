import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { BarChart } from './bar-chart';

it('tells each bar in words, the tallest fills no more than its place', () => {
  const bars = [
    { key: 'a', value: 0, tick: 'a', text: 'Week of 2 Nov: nothing' },
    { key: 'b', value: 42, tick: 'b', text: 'Week of 9 Nov: 42 km' },
  ];
  render(<BarChart label="Kilometres a week" bars={bars} format={String} growing />);
  const list = screen.getByRole('list', { name: 'Kilometres a week' });
  const items = within(list).getAllByRole('listitem');
  expect(items.map((item) => item.textContent)).toEqual(bars.map(({ text }) => text));
  const heights = items.map((item) =>
    parseFloat(item.querySelector<HTMLElement>('span')?.style.height ?? ''),
  );
  // The axis ends at 60.
  expect(heights).toEqual([0, 70]);
});
