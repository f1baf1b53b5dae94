import { GroupDialog, groupInput, type GroupValues } from '@/components/groups/group-dialog';
import type { Versioned } from '@/components/use-versioned-edit';
import { VersionedDialog } from '@/components/versioned-dialog';
import { commonTexts } from '@/i18n/common';
import { groupsTexts } from '@/i18n/groups';
import { useTexts } from '@/i18n/texts';
import { useNewestGroup, useUpdateGroup } from '@/lib/apiGroups';
import type { Group } from '@/models';

interface EditGroupProps {
  readonly group: Group;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function EditGroup({ group, open, onClose }: EditGroupProps) {
  const t = useTexts(groupsTexts);
  const common = useTexts(commonTexts);
  const update = useUpdateGroup();
  const newest = useNewestGroup();
  const wordsOnly = group.role !== 'OWNER';
  return (
    <VersionedDialog<GroupValues, Group>
      thing={group}
      open={open}
      onClose={onClose}
      form={(startedFrom, submit) => (
        <GroupDialog
          title={t.editGroup}
          submitText={common.save}
          group={versioned(startedFrom).values}
          wordsOnly={wordsOnly}
          onClose={onClose}
          onSubmit={submit}
        />
      )}
      save={({ values, version }) => {
        const { visibility, admission, ...words } = groupInput(values);
        return update({
          id: group.id,
          input: { ...words, ...(!wordsOnly && { visibility, admission }), version },
        });
      }}
      newest={async () => {
        const found = await newest(group.id);
        return found && versioned(found);
      }}
      labels={{
        name: t.name,
        description: t.description,
        avatar: t.picture,
        tags: t.tags,
        visibility: t.visibility,
        admission: t.admission,
      }}
      show={(key, values) => {
        switch (key) {
          case 'tags':
            return values.tags.join(', ');
          case 'avatar':
            return values.avatar ? t.withPicture : t.withoutPicture;
          case 'visibility':
            return t.visibilities[values.visibility].name;
          case 'admission':
            return t.admissions[values.admission];
          default:
            return values[key];
        }
      }}
    />
  );
}

function versioned({ version, ...group }: Group): Versioned<GroupValues> {
  const { name, description, avatar, tags, visibility, admission } = group;
  return { values: { name, description, avatar, tags, visibility, admission }, version };
}
