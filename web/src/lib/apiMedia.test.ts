import { describe, expect, it, vi } from 'vitest';
import { Problem } from '@/models/problem';
import { PictureNotSent, PictureSender } from './apiMedia';
import { upload } from './apiUpload';

vi.mock(import('./apiUpload'), async (original) => ({ ...(await original()), upload: vi.fn() }));

const picture = (id: string, alt = '') => ({ id, alt, file: new File(['x'], `${id}.png`) });
const sent = () =>
  vi.mocked(upload).mock.calls.map(([{ body }]) => {
    const form = body as FormData;
    return [(form.get('file') as File).name, form.get('alt')];
  });
let arrivals = 0;
const serve = (refuse: (name: string | undefined) => boolean = () => false) => {
  vi.mocked(upload).mockReset();
  vi.mocked(upload).mockImplementation(({ body }) => {
    const { name } = (body as FormData).get('file') as File;
    if (refuse(name)) return Promise.reject(new Problem(400, 'INVALID_INPUT', 'No picture.'));
    return Promise.resolve({ id: `media-${String(++arrivals)}`, previewUrl: '/media/small' });
  });
};
const ignore = () => undefined;

describe('pictures on their way', () => {
  it('go in their order, with what they show', async () => {
    serve();
    arrivals = 0;
    const ids = await new PictureSender().send([picture('a', ' A ridge '), picture('b')], ignore);
    expect(ids).toEqual(['media-1', 'media-2']);
    expect(sent()).toEqual([
      ['a.png', 'A ridge'],
      ['b.png', null],
    ]);
  });

  it('that arrived stay, when another one was refused; the refused one is named', async () => {
    const sender = new PictureSender();
    serve((name) => name === 'b.png');
    arrivals = 0;
    const pictures = [picture('a'), picture('b')];
    const refusal = await sender.send(pictures, ignore).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(PictureNotSent);
    expect((refusal as PictureNotSent).pictureId).toBe('b');
    expect((refusal as PictureNotSent).problem.message).toBe('No picture.');
    serve();
    await expect(sender.send(pictures, ignore)).resolves.toEqual(['media-1', 'media-2']);
    expect(sent()).toEqual([['b.png', null]]);
  });

  it('go again when they are described anew, or were forgotten', async () => {
    const sender = new PictureSender();
    serve();
    arrivals = 0;
    await sender.send([picture('a')], ignore);
    await expect(sender.send([picture('a', 'Fog')], ignore)).resolves.toEqual(['media-2']);
    sender.forget([picture('a')]);
    await expect(sender.send([picture('a', 'Fog')], ignore)).resolves.toEqual(['media-3']);
  });
});
