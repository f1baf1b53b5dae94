import { clsx } from 'clsx';
import type { Group } from '@/models';
import { IconGroup } from '../icons';

const sizes = {
  normal: 'size-14 rounded-2xl',
  large: 'size-20 rounded-3xl ring-4 ring-surface sm:size-24',
};

interface GroupPictureProps {
  readonly group: Pick<Group, 'avatar'>;
  readonly size?: keyof typeof sizes;
}

/** A group's picture, or the sign of all groups. Decoration: the name stands beside it. */
export function GroupPicture({ group: { avatar }, size = 'normal' }: GroupPictureProps) {
  const look = clsx('shrink-0', sizes[size]);
  if (avatar) {
    return (
      <img
        src={avatar.previewUrl}
        alt=""
        loading="lazy"
        className={clsx(look, 'bg-sunken object-cover')}
      />
    );
  }
  return (
    <span aria-hidden="true" className={clsx(look, 'grid place-items-center bg-pine text-on-pine')}>
      <IconGroup className={size === 'large' ? 'size-10' : 'size-7'} />
    </span>
  );
}
