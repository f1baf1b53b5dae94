import { describe, expect, it } from 'vitest';
import type { Notice } from '@/models';
import { byDay, isKnown, noticePath, type KnownNotice } from './notices';

const notice = (fields: Partial<Notice> = {}): KnownNotice => {
  const one: Notice = {
    id: 'n',
    kind: 'LIKE',
    count: 1,
    actors: [{ id: 'b', nickname: 'ben b', fullName: null, avatarUrl: null }],
    post: { id: 'p', text: 'Fog', warning: null },
    comment: null,
    title: null,
    level: null,
    badge: null,
    roomId: null,
    assistanceId: null,
    decisionId: null,
    group: null,
    groupRole: null,
    at: '2026-11-21T10:00:00.000Z',
    read: false,
    position: '1',
    ...fields,
  };
  if (!isKnown(one)) throw new Error('an unknown kind');
  return one;
};
const me = { nickname: 'ana' };

describe('where news lead', () => {
  it('to the post, the person, the room', () => {
    expect(noticePath(notice(), me)).toBe('/app/posts/p');
    expect(noticePath(notice({ kind: 'FOLLOW' }), me)).toBe('/app/people/ben%20b');
    expect(noticePath(notice({ kind: 'HELP_ANSWERED', assistanceId: 'a' }), me)).toBe(
      '/app/help/a',
    );
    expect(noticePath(notice({ kind: 'MESSAGE_REQUEST', roomId: 'r' }), me)).toBe('/app/chat/r');
    const group = { id: 'g', name: 'Hikers' };
    expect(noticePath(notice({ kind: 'GROUP_INVITED', group }), me)).toBe('/app/groups/g');
    expect(noticePath(notice({ kind: 'GROUP_REQUEST', group }), me)).toBe('/app/groups/g/members');
    expect(noticePath(notice({ kind: 'WARNED', post: null }), me)).toBe('/app/decisions');
  });

  it('of several followers to their list; of what is gone to where it would be', () => {
    expect(noticePath(notice({ kind: 'FOLLOW', count: 3 }), me)).toBe('/app/people/ana/followers');
    expect(noticePath(notice({ kind: 'FOLLOW', actors: [] }), me)).toBe(
      '/app/people/ana/followers',
    );
    expect(noticePath(notice({ kind: 'COMMENT', post: null }), me)).toBe('/app/feed');
  });
});

describe('news by day', () => {
  it('are the latest first, in the days of the reader’s zone', () => {
    const days = byDay(
      [
        notice({ id: 'early', at: '2026-11-20T22:30:00.000Z' }),
        notice({ id: 'latest', at: '2026-11-21T10:00:00.000Z' }),
        notice({ id: 'night', at: '2026-11-20T23:30:00.000Z' }),
      ],
      'Europe/Madrid',
    );
    expect(days.map(({ day, notices }) => [day, notices.map(({ id }) => id)])).toEqual([
      ['2026-11-21', ['latest', 'night']],
      ['2026-11-20', ['early']],
    ]);
  });

  it('leave out a kind that a newer server may send', () => {
    const strange = { ...notice(), kind: 'TELEPATHY' } as unknown as Notice;
    expect(byDay([strange], 'UTC')).toEqual([]);
  });
});
