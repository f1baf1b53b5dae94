import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import type { Group } from '@/models';
import { IconPrivate } from '../icons';
import { Badge } from '../people/person-row';
import { Card } from '../ui/card';
import { GroupPicture } from './group-picture';

export const groupPath = ({ id }: Pick<Group, 'id'>): string => `/app/groups/${id}`;

interface GroupCardProps {
  readonly group: Group;
  /** What can be done with it from here. */
  readonly action?: ReactNode;
}

/** One group of a list. */
export function GroupCard({ group, action }: GroupCardProps) {
  const t = useTexts(groupsTexts);
  return (
    <Card className="relative flex h-full flex-col gap-3 p-4 transition-colors hover:border-line-strong sm:p-5">
      <div className="flex items-center gap-4">
        <GroupPicture group={group} />
        <div className="min-w-0 flex-1">
          <h3 className="flex items-center gap-1.5 text-lg leading-snug font-semibold">
            <Link
              to={groupPath(group)}
              className="min-w-0 rounded wrap-anywhere before:absolute before:inset-0 before:rounded-card"
            >
              {group.name}
            </Link>
            {group.visibility === 'PRIVATE' && (
              <IconPrivate
                aria-label={t.visibilities.PRIVATE.name}
                className="size-4 shrink-0 text-ink-soft"
              />
            )}
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
            {t.memberCount(group.memberCount)}
            {group.role !== null && group.role !== 'MEMBER' && <Badge>{t.roles[group.role]}</Badge>}
          </p>
        </div>
      </div>
      {group.description !== '' && (
        <p className="line-clamp-2 text-ink-soft wrap-anywhere">{group.description}</p>
      )}
      {action !== undefined && <div className="relative mt-auto flex gap-2">{action}</div>}
    </Card>
  );
}
