import { expect, it } from 'vitest';
import { draftInput } from './draft';

it('a drawn journey is its points, and milestones where they have names', () => {
  const corner = (key: number, longitude: number, name = '') => ({
    key,
    at: { latitude: 0, longitude },
    name,
    picture: name === '' ? null : { id: 'p', previewUrl: '/media/p' },
  });
  const input = draftInput({
    title: ' Along the equator ',
    description: ' ',
    visibility: 'PRIVATE',
    corners: [corner(0, 0), corner(1, 1, ' Half-way '), corner(4, 2)],
  });
  expect(input).toEqual({
    title: 'Along the equator',
    visibility: 'PRIVATE',
    points: [0, 1, 2].map((longitude) => ({ latitude: 0, longitude })),
    milestones: [{ title: 'Half-way', distanceMetres: 111_319.4, pictureId: 'p' }],
  });
});
