// Listens to what the server pushes and marks the moments that deserve it: a quest done, a level, a badge.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { shellTexts, type ShellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useLive } from '@/lib/apiLive';
import type { BadgeKind, Quest, Rewards } from '@/models';
import { BadgePatch } from './badge-patch';
import { useViewer } from './layout/viewer';
import { Button } from './ui/button';
import { Ring } from './ui/progress';
import { toast } from './ui/toast';

type Moment = { readonly level: number } | { readonly badge: BadgeKind };

export function Celebrations() {
  const t = useTexts(shellTexts);
  const { format } = useViewer();
  const [moments, setMoments] = useState<readonly Moment[]>([]);
  const onQuest = useCallback(
    (quest: Quest) => {
      if (quest.status !== 'COMPLETED') return;
      toast(t.questDone(quest.title, format.number(quest.rewardPoints)));
    },
    [t, format],
  );
  const listeners = useMemo(
    () => ({
      onQuest,
      onRewards: (now: Rewards, before: Rewards | null) => {
        const fresh = momentsBetween(before, now);
        if (fresh.length > 0) setMoments((waiting) => [...waiting, ...fresh]);
      },
    }),
    [onQuest],
  );
  useLive(listeners);
  const moment = moments[0];
  const next = useCallback(() => {
    setMoments((waiting) => waiting.slice(1));
  }, []);
  return (
    <>
      {/* Takes no focus: whoever is typing goes on typing. The region is always there, so that it is read out. */}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 top-4 z-[56] flex justify-center px-4 sm:top-8"
      >
        {moment !== undefined && (
          <Celebration key={moments.length} t={t} moment={moment} onClose={next} />
        )}
      </div>
      {moment !== undefined && <Confetti />}
    </>
  );
}

/** What was reached between two states; nothing when points were taken back. */
export function momentsBetween(before: Rewards | null, now: Rewards): Moment[] {
  if (before === null) return [];
  const had = new Set(before.badges.map((badge) => badge.kind));
  const badges = now.badges
    .filter((badge) => !had.has(badge.kind))
    .map(({ kind }) => ({ badge: kind }));
  return now.level > before.level ? [{ level: now.level }, ...badges] : badges;
}

interface CelebrationProps {
  readonly t: ShellTexts;
  readonly moment: Moment;
  readonly onClose: () => void;
}

const shownMs = 10_000;

function Celebration({ t, moment, onClose }: CelebrationProps) {
  useEffect(() => {
    const timer = setTimeout(onClose, shownMs);
    return () => {
      clearTimeout(timer);
    };
  }, [onClose]);
  const isLevel = 'level' in moment;
  return (
    <div className="pointer-events-auto flex w-full max-w-md animate-pop items-center gap-5 rounded-3xl border border-line bg-raised p-5 shadow-float">
      {isLevel ? (
        <Ring value={1} label={t.levelUp(moment.level)} size={88} stroke={9} colour="stroke-blaze">
          <span aria-hidden="true" className="font-display text-4xl font-bold">
            {moment.level}
          </span>
        </Ring>
      ) : (
        <BadgePatch kind={moment.badge} earned className="size-24" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-semibold text-blaze-ink">{isLevel ? t.newLevel : t.badgeEarned}</p>
        <p className="font-display text-2xl leading-tight font-bold">
          {isLevel ? t.levelUp(moment.level) : t.badges[moment.badge].name}
        </p>
        {isLevel && <p className="mt-1 text-sm text-ink-soft">{t.levelUpText}</p>}
        <Button look="quiet" size="small" className="mt-3" onClick={onClose}>
          {t.keepGoing}
        </Button>
      </div>
    </div>
  );
}

const flakes = Array.from({ length: 28 }, (_, index) => ({
  left: `${String((index * 37) % 100)}%`,
  delay: `${String((index % 9) * 90)}ms`,
  drift: `${String(((index * 53) % 30) - 15)}vw`,
  turn: `${String(((index * 97) % 540) - 270)}deg`,
  colour: ['bg-blaze', 'bg-pine', 'bg-moss'][index % 3] ?? 'bg-blaze',
}));

/** Falling blazes; none for those who asked for less motion. */
function Confetti() {
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-0 z-[55] overflow-hidden motion-reduce:hidden"
    >
      {flakes.map(({ left, delay, drift, turn, colour }) => (
        <span
          key={left + delay}
          className={`absolute top-0 h-5 w-2 animate-fall rounded-xs ${colour}`}
          style={{
            left,
            animationDelay: delay,
            ['--drift' as string]: drift,
            ['--turn' as string]: turn,
          }}
        />
      ))}
    </div>
  );
}
