import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { NewRoomForm } from '@/components/chat/new-room-form';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useCreateProjectRoom, useProjectRoom } from '@/lib/apiGroups';
import type { Goal } from '@/models';

/** The room in which one talks with those who go the same way. */
export function GoalRoom({ goal }: { readonly goal: Goal }) {
  const t = useTexts(groupsTexts);
  const navigate = useNavigate();
  const { data } = useProjectRoom(goal.id);
  const create = useCreateProjectRoom();
  const [open, setOpen] = useState(false);
  if (!data) return null;
  const { room } = data;
  return (
    <Section title={t.project}>
      {room ? (
        <Button asChild look="quiet" size="small">
          <Link to={`/app/chat/${room.id}`}>{t.projectOpen}</Link>
        </Button>
      ) : (
        <>
          <p className="mb-4 text-sm text-ink-soft">{t.projectHint}</p>
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              setOpen(true);
            }}
          >
            {t.projectStart}
          </Button>
        </>
      )}
      {open && (
        <NewRoomForm
          title={t.project}
          name={Array.from(goal.title).slice(0, 100).join('')}
          onClose={() => {
            setOpen(false);
          }}
          onSubmit={async (input) => {
            const { createProjectRoom } = await create({ input: { goalId: goal.id, ...input } });
            await navigate(`/app/chat/${createProjectRoom.id}`);
          }}
        />
      )}
    </Section>
  );
}
