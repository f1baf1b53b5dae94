import { useState } from 'react';
import { IconAdd, IconLink } from '@/components/icons';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { Choices } from '@/components/ui/choices';
import { CopyField } from '@/components/ui/copy-field';
import { Dialog } from '@/components/ui/dialog';
import { FormDialog } from '@/components/ui/form-dialog';
import { Listing } from '@/components/ui/listing';
import { useAttempt } from '@/components/use-attempt';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import {
  useCreateInvitation,
  useGroupInvitations,
  useRevokeInvitation,
} from '@/lib/apiGroupPeople';
import type { GroupInvitation } from '@/models';

/** The links by which people come into a group: made, told once, revoked. */
export function InvitationLinks({ groupId }: { readonly groupId: string }) {
  const t = useTexts(groupsTexts);
  const links = useGroupInvitations(groupId);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  return (
    <Section
      title={t.links}
      action={
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            setMaking(true);
          }}
        >
          <IconAdd aria-hidden="true" className="size-4.5" />
          {t.newLink}
        </Button>
      }
    >
      <p className="-mt-2 mb-3 text-ink-soft">{t.linksHint}</p>
      <Listing
        items={links.data}
        problem={links.problem}
        retry={links.retry}
        skeleton={{ count: 1, className: 'h-12' }}
        empty={<p className="text-ink-soft">{t.noLinks}</p>}
      >
        {(all) => (
          <ul className="grid grid-cols-1 gap-1">
            {all.map((invitation) => (
              <li key={invitation.id}>
                <LinkLine groupId={groupId} invitation={invitation} />
              </li>
            ))}
          </ul>
        )}
      </Listing>
      {making && (
        <NewLink
          groupId={groupId}
          onClose={() => {
            setMaking(false);
          }}
          onMade={(path) => {
            setMaking(false);
            setMade(location.origin + path);
          }}
        />
      )}
      <Dialog
        open={made !== null}
        title={t.linkReady}
        description={t.linkOnce}
        onClose={() => {
          setMade(null);
        }}
      >
        <div className="pb-7">
          <CopyField label={t.linkReady} value={made ?? ''} />
        </div>
      </Dialog>
    </Section>
  );
}

interface LinkLineProps {
  readonly groupId: string;
  readonly invitation: GroupInvitation;
}

function LinkLine({ groupId, invitation }: LinkLineProps) {
  const t = useTexts(groupsTexts);
  const { format } = useViewer();
  const revoke = useRevokeInvitation();
  const { attempt } = useAttempt();
  const { id, expiresAt, used, useLimit } = invitation;
  const end = format.moment(expiresAt);
  return (
    <div className="flex items-center gap-3 py-1.5">
      <IconLink aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
      <p className="min-w-0 flex-1">
        <span className="block font-semibold">{t.used(used, useLimit)}</span>
        <span className="block text-sm text-ink-soft">{t.until(end)}</span>
      </p>
      <Button
        look="quiet"
        size="small"
        aria-label={t.revokeWhich(end)}
        onClick={() => void attempt(() => revoke({ groupId, id }))}
      >
        {t.revoke}
      </Button>
    </div>
  );
}

const dayMs = 86_400_000;
const lifetimes = ['1', '7', '28'] as const;
const limits = ['1', '10', '100', '1000'] as const;

interface NewLinkProps {
  readonly groupId: string;
  readonly onClose: () => void;
  readonly onMade: (path: string) => void;
}

function NewLink({ groupId, onClose, onMade }: NewLinkProps) {
  const t = useTexts(groupsTexts);
  const create = useCreateInvitation();
  const { busy, attempt } = useAttempt();
  const [days, setDays] = useState<(typeof lifetimes)[number]>('7');
  const [limit, setLimit] = useState<(typeof limits)[number]>('100');
  const submit = async () => {
    await attempt(async () => {
      const expiresAt = new Date(Date.now() + Number(days) * dayMs).toISOString();
      const { createGroupInvitation } = await create({
        input: { groupId, expiresAt, useLimit: Number(limit) },
      });
      onMade(createGroupInvitation.path);
    });
  };
  return (
    <FormDialog
      title={t.newLink}
      submitText={t.createLink}
      busy={busy}
      error={undefined}
      onClose={onClose}
      onSubmit={submit}
    >
      <Choices
        legend={t.lasts}
        name="link-days"
        value={days}
        onChange={setDays}
        choices={lifetimes.map((value) => ({ value, label: t.days(Number(value)) }))}
      />
      <Choices
        legend={t.uses}
        name="link-uses"
        value={limit}
        onChange={setLimit}
        choices={limits.map((value) => ({ value, label: t.people(Number(value)) }))}
      />
    </FormDialog>
  );
}
