import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Picture } from '@/models';
import { PictureGrid, shapeOf } from './picture-grid';

const picture = (id: string, alt: string | null): Picture => ({
  id,
  url: `/media/${id}`,
  width: 1600,
  height: 1200,
  previewUrl: `/media/${id}-small`,
  previewWidth: 640,
  previewHeight: 480,
  alt,
});
const pictures = [picture('a', 'The ridge'), picture('b', null), picture('c', 'The bridge')];

describe('shown pictures', () => {
  it('are enlarged, gone through by keyboard to both ends, and put away', async () => {
    render(<PictureGrid pictures={pictures} />);
    const second = screen.getByRole('button', { name: 'Enlarge: Picture 2 of 3' });
    await userEvent.click(second);
    expect(screen.getByRole('dialog', { name: 'Picture 2 of 3' })).toBeVisible();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('img', { name: 'The bridge' })).toHaveAttribute('src', '/media/c');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(screen.getByRole('img', { name: 'The ridge' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next picture' }));
    expect(screen.getByRole('dialog', { name: 'Picture 2 of 3' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => {
      expect(second).toHaveFocus();
    });
  });

  it('keep their shape unless it is extreme', () => {
    expect(shapeOf({ width: 1600, height: 1200 })).toBeCloseTo(4 / 3);
    expect(shapeOf({ width: 100, height: 1000 })).toBeCloseTo(0.8);
    expect(shapeOf({ width: 9000, height: 100 })).toBeCloseTo(2.5);
  });
});
