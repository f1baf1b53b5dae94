import { useState } from 'react';
import { IconModeration } from '@/components/icons';
import { Page } from '@/components/layout/page';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { InfiniteList } from '@/components/ui/infinite-list';
import { Listing } from '@/components/ui/listing';
import { Empty } from '@/components/ui/states';
import { toast } from '@/components/ui/toast';
import { moderationTexts } from '@/i18n/moderation';
import { useTexts } from '@/i18n/texts';
import { useAppeal, useModerationNotices } from '@/lib/apiModeration';
import type { ModerationNotice } from '@/models';
import { MessageDialog } from '@/components/message-dialog';

/** What moderators decided about the reader, and the way to appeal. */
export default function DecisionsPage() {
  const t = useTexts(moderationTexts);
  const { data, problem, retry, more } = useModerationNotices();
  return (
    <div className="mx-auto max-w-2xl">
      <Page title={t.noticesTitle} lead={t.noticesLead}>
        <Listing
          items={data}
          problem={problem}
          retry={retry}
          skeleton={{ count: 2, className: 'h-40 rounded-card' }}
          empty={<Empty icon={<IconModeration className="size-6" />} title={t.noNotices} />}
        >
          {(notices) => (
            <InfiniteList
              items={notices}
              keyOf={({ id }) => id}
              more={more}
              className="grid grid-cols-1 gap-4"
            >
              {(notice) => <NoticeCard notice={notice} />}
            </InfiniteList>
          )}
        </Listing>
      </Page>
    </div>
  );
}

function NoticeCard({ notice }: { readonly notice: ModerationNotice }) {
  const t = useTexts(moderationTexts);
  const { format } = useViewer();
  const { action, kind, decidedAt, until, liftedAt, excerpt, message, appeal } = notice;
  const end = until === null ? t.endsNever : t.ends(format.moment(until));
  return (
    <Card className="p-5 sm:p-6">
      <h2 className="text-xl font-semibold">
        {t.told[action][kind]}
        {action === 'SUSPEND' && <span className="font-normal"> · {end}</span>}
      </h2>
      <p className="text-sm text-ink-soft">{format.moment(decidedAt)}</p>
      {liftedAt !== null && (
        <p className="mt-2 font-semibold text-moss">{t.lifted(format.moment(liftedAt))}</p>
      )}
      <Words label={t.fromModerators} text={message} />
      <Words label={t.yourWords} text={excerpt === '' ? null : excerpt} />
      {appeal && (
        <>
          <Words label={t.yourAppeal} text={appeal.text} />
          <p className="mt-2 text-sm font-semibold">
            {appeal.upheld === null ? t.appealWaits : appeal.upheld ? t.upheld : t.granted}
          </p>
          <Words label={t.fromModerators} text={appeal.message} />
        </>
      )}
      {notice.appealable && <AppealButton notice={notice} />}
    </Card>
  );
}

function Words({ label, text }: { readonly label: string; readonly text: string | null }) {
  if (text === null) return null;
  return (
    <div className="mt-3.5 border-l-3 border-line pl-4">
      <p className="text-sm text-ink-soft">{label}</p>
      <p className="wrap-anywhere whitespace-pre-line">{text}</p>
    </div>
  );
}

function AppealButton({ notice }: { readonly notice: ModerationNotice }) {
  const t = useTexts(moderationTexts);
  const appeal = useAppeal();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        look="quiet"
        className="mt-4"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t.appealThis}
      </Button>
      {open && (
        <MessageDialog
          title={t.appealTitle}
          description={t.appealText}
          label={t.yourAppeal}
          submitText={t.appealThis}
          required
          onClose={close}
          onSubmit={async (text) => {
            await appeal({ decisionId: notice.id, text: text ?? '' });
            toast(t.appealed);
          }}
        />
      )}
    </>
  );
}
