import { clsx } from 'clsx';
import { useParams } from 'react-router';
import { IconChat } from '@/components/icons';
import { Empty } from '@/components/ui/states';
import { chatTexts } from '@/i18n/chat';
import { useTexts } from '@/i18n/texts';
import { OneRoom } from './room';
import { RoomList } from './room-list';

/** Two panes; on a phone the one that was chosen. */
export default function ChatPage() {
  const { id } = useParams();
  const t = useTexts(chatTexts);
  return (
    <div className="lg:-my-4 lg:grid lg:h-[calc(100dvh-5.5rem)] lg:grid-cols-[20rem_minmax(0,1fr)] lg:overflow-hidden lg:rounded-card lg:border lg:border-line lg:bg-surface lg:shadow-card">
      <div
        className={clsx(
          'min-h-0 lg:flex lg:flex-col lg:border-r lg:border-line',
          id !== undefined && 'max-lg:hidden',
        )}
      >
        <RoomList chosen={id ?? null} />
      </div>
      {id === undefined ? (
        <div className="hidden place-content-center p-8 lg:grid">
          <Empty
            compact
            icon={<IconChat className="size-6" />}
            title={t.choose}
            text={t.chooseHint}
          />
        </div>
      ) : (
        <OneRoom key={id} id={id} />
      )}
    </div>
  );
}
