import { Section } from '@/components/ui/card';
import { LoadFailed, SkeletonList } from '@/components/ui/states';
import { Toggle } from '@/components/ui/toggle';
import { useAttempt } from '@/components/use-attempt';
import { noticesTexts } from '@/i18n/notices';
import { useTexts } from '@/i18n/texts';
import { useNoticePreferences, useUpdateNoticePreferences } from '@/lib/apiNotices';
import { isKnownKind } from '@/lib/notices';

/** Which news the bell tells. */
export function NoticePreferences() {
  const t = useTexts(noticesTexts);
  const { data, problem, retry } = useNoticePreferences();
  const update = useUpdateNoticePreferences();
  const { attempt } = useAttempt();
  return (
    <Section title={t.preferences}>
      <p className="-mt-2 mb-3 text-sm text-ink-soft">{t.preferencesText}</p>
      {data ? (
        <ul className="grid grid-cols-1 divide-y divide-line">
          {data.map(
            ({ kind, delivery }) =>
              isKnownKind(kind) && (
                <li key={kind}>
                  <Toggle
                    label={t.kinds[kind]}
                    on={delivery === 'BELL'}
                    onChange={(on) =>
                      void attempt(() =>
                        update({ input: [{ kind, delivery: on ? 'BELL' : 'OFF' }] }),
                      )
                    }
                  />
                </li>
              ),
          )}
        </ul>
      ) : problem ? (
        <LoadFailed problem={problem} retry={retry} />
      ) : (
        <SkeletonList count={6} className="h-10" />
      )}
    </Section>
  );
}
