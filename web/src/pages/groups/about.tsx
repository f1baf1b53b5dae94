import { RichText } from '@/components/rich-text';
import { useViewer } from '@/components/layout/viewer';
import { Card } from '@/components/ui/card';
import { Tag } from '@/components/ui/tags-field';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { dayOf } from '@/lib/time';
import type { Group } from '@/models';

export function About({ group }: { readonly group: Group }) {
  const t = useTexts(groupsTexts);
  const { me, format } = useViewer();
  const { name, text } = t.visibilities[group.visibility];
  return (
    <Card className="grid gap-5 p-5 sm:p-7">
      {group.description !== '' && <RichText text={group.description} />}
      {group.tags.length > 0 && (
        <p aria-label={t.tags} className="flex flex-wrap gap-1.5">
          {group.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </p>
      )}
      <dl className="grid gap-3 border-t border-line pt-5 first:border-0 first:pt-0">
        <Fact term={t.visibility}>{`${name}. ${text}`}</Fact>
        {group.visibility === 'PUBLIC' && (
          <Fact term={t.admission}>{t.admissions[group.admission]}</Fact>
        )}
        <Fact term={t.founded}>{format.day(dayOf(group.createdAt, me.timeZone))}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: string }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
