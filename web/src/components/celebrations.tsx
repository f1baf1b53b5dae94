// Listens to what the server pushes and marks the moments that deserve it: a quest done, a level, a badge.
import { useCallback, useMemo, useState } from 'react';
import { shellTexts, type ShellTexts } from '@/i18n/shell';
import { useTexts } from '@/i18n/texts';
import { useLive } from '@/lib/apiLive';
import type { BadgeKind, Quest, Rewards } from '@/models';
import { BadgePatch } from './badge-patch';
import { useViewer } from './layout/viewer';
import { Button } from './ui/button';
import { Dialog, DialogActions } from './ui/dialog';
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
  const next = () => {
    setMoments((waiting) => waiting.slice(1));
  };
  return moment === undefined ? null : <Celebration t={t} moment={moment} onClose={next} />;
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

function Celebration({ t, moment, onClose }: CelebrationProps) {
  const isLevel = 'level' in moment;
  return (
    <>
      <Dialog
        open
        onClose={onClose}
        title={isLevel ? t.levelUp(moment.level) : t.badgeEarned}
        description={isLevel ? t.levelUpText : t.badges[moment.badge].name}
      >
        <div className="grid animate-pop place-items-center py-4">
          {isLevel ? (
            <Ring
              value={1}
              label={t.levelUp(moment.level)}
              size={148}
              stroke={12}
              colour="stroke-blaze"
            >
              <span className="font-display text-6xl font-bold">{moment.level}</span>
            </Ring>
          ) : (
            <BadgePatch kind={moment.badge} earned className="size-40" />
          )}
        </div>
        <DialogActions>
          <Button onClick={onClose}>{t.keepGoing}</Button>
        </DialogActions>
      </Dialog>
      <Confetti />
    </>
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
