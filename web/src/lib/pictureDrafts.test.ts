import { describe, expect, it } from 'vitest';
import { addPictures, changePicture, mostPictures, movePicture } from './pictureDrafts';

const picture = (name: string) => new File(['x'], name, { type: 'image/png' });
const names = (drafts: readonly { readonly file: File }[]) => drafts.map(({ file }) => file.name);
const chosen = (...files: string[]) => addPictures([], files.map(picture)).drafts;

describe('chosen pictures', () => {
  it('are taken up to four, and who chose more is told', () => {
    const first = addPictures([], ['1', '2', '3'].map(picture));
    expect(first.refusals).toEqual([]);
    const second = addPictures(first.drafts, ['4', '5', '6'].map(picture));
    expect(names(second.drafts)).toEqual(['1', '2', '3', '4']);
    expect(second.drafts).toHaveLength(mostPictures);
    expect(second.refusals).toEqual(['tooMany']);
  });

  it('leave out what is no picture or too large, each reason told once', () => {
    const huge = picture('huge');
    Object.defineProperty(huge, 'size', { value: 11 * 1024 * 1024 });
    const text = new File(['x'], 'a.txt', { type: 'text/plain' });
    const { drafts, refusals } = addPictures([], [text, picture('good'), huge, text]);
    expect(names(drafts)).toEqual(['good']);
    expect(refusals).toEqual(['notAPicture', 'tooBig']);
  });

  it('change places with their neighbours, and stay at the ends', () => {
    const drafts = chosen('1', '2', '3');
    const id = (index: number) => drafts[index]?.id ?? '';
    expect(names(movePicture(drafts, id(2), -1))).toEqual(['1', '3', '2']);
    expect(names(movePicture(drafts, id(0), 1))).toEqual(['2', '1', '3']);
    expect(movePicture(drafts, id(0), -1)).toBe(drafts);
    expect(movePicture(drafts, id(2), 1)).toBe(drafts);
    expect(movePicture(drafts, 'unknown', 1)).toBe(drafts);
  });

  it('are described one by one', () => {
    const drafts = chosen('1', '2');
    const described = changePicture(drafts, drafts[1]?.id ?? '', { alt: 'A ridge' });
    expect(described.map(({ alt }) => alt)).toEqual(['', 'A ridge']);
  });
});
