import { useNavigate } from 'react-router';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useJoinGroup, useLeaveGroup } from '@/lib/apiGroups';
import type { Group } from '@/models';
import { Button } from '../ui/button';
import { toast } from '../ui/toast';
import { useAttempt } from '../use-attempt';

interface StandingButtonProps {
  readonly group: Group;
  readonly size?: 'small' | 'normal';
}

/** In, or the wish to be, or what to say to an invitation; nothing for who is in already. */
export function StandingButton({ group, size = 'normal' }: StandingButtonProps) {
  const t = useTexts(groupsTexts);
  const navigate = useNavigate();
  const join = useJoinGroup();
  const leave = useLeaveGroup();
  const { attempt } = useAttempt();
  const { id, name } = group;
  const enter = () =>
    void attempt(async () => {
      const { joinGroup } = await join({ id });
      if (joinGroup.standing === 'MEMBER') toast(t.welcome(name));
    });
  const wanted = group.admission === 'OPEN' ? t.join : t.ask;
  switch (group.standing) {
    case 'MEMBER':
      return null;
    case 'BANNED':
      return <p className="text-ink-soft">{t.banned}</p>;
    case 'ASKED':
      return (
        <Button
          look="quiet"
          size={size}
          aria-label={`${t.asked}. ${t.takeBackHint}`}
          onClick={() => void attempt(() => leave({ id }))}
        >
          {t.asked}
        </Button>
      );
    case 'INVITED':
      return (
        <>
          <Button size={size} aria-label={`${t.accept} ${name}`} onClick={enter}>
            {t.accept}
          </Button>
          <Button
            look="quiet"
            size={size}
            aria-label={`${t.decline} ${name}`}
            onClick={() =>
              void attempt(async () => {
                await leave({ id });
                // Without the invitation there is nothing of a private group to be seen.
                if (group.visibility === 'PRIVATE')
                  await navigate('/app/groups', { replace: true });
              })
            }
          >
            {t.decline}
          </Button>
        </>
      );
    case 'NONE':
      if (group.visibility === 'PRIVATE') return null;
      return (
        <Button size={size} aria-label={`${wanted} ${name}`} onClick={enter}>
          {wanted}
        </Button>
      );
  }
}
