import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/card';
import { FormError, SelectField, TextArea, TextField } from '@/components/ui/field';
import { LinksField } from '@/components/ui/links-field';
import { TagsField } from '@/components/ui/tags-field';
import { toast } from '@/components/ui/toast';
import { useVersionedEdit } from '@/components/use-versioned-edit';
import { accountTexts } from '@/i18n/account';
import { commonTexts } from '@/i18n/common';
import { goalsTexts } from '@/i18n/goals';
import { languageNames, languages, useLanguage } from '@/i18n/language';
import { settingsTexts } from '@/i18n/settings';
import { useTexts } from '@/i18n/texts';
import { useAvailability } from '@/lib/apiAvailability';
import { useMe, useNewestProfile, useSaveProfile } from '@/lib/apiProfile';
import { showProblem } from '@/lib/formErrors';
import { genders } from '@/models';
import { nicknamePattern } from '../account/forms';
import {
  countries,
  mostLinks,
  profileSchema,
  toProfileForm,
  toProfileValues,
  type ProfileValues,
} from './profile-values';

/** Nothing is typed into what was kept from an earlier visit: it waits for the server to say how the profile is now. */
export function ProfileForm() {
  const { settled } = useMe();
  const [ready, setReady] = useState(settled);
  if (settled && !ready) setReady(true);
  return <ProfileFields key={ready ? 'ready' : 'kept'} ready={ready} />;
}

function ProfileFields({ ready }: { readonly ready: boolean }) {
  const t = useTexts(settingsTexts);
  const account = useTexts(accountTexts);
  const goals = useTexts(goalsTexts);
  const common = useTexts(commonTexts);
  const language = useLanguage();
  const { me } = useViewer();
  const [startedFrom, setStartedFrom] = useState(me.version);
  const save = useSaveProfile();
  const newest = useNewestProfile();
  const form = useForm({
    resolver: zodResolver(profileSchema({ account, goals, common, settings: t })),
    defaultValues: toProfileForm(me),
  });
  const { errors, isSubmitting } = form.formState;
  const nickname = useWatch({ control: form.control, name: 'nickname' }).trim();
  const asked = nickname !== me.nickname && nicknamePattern.test(nickname) ? nickname : null;
  const taken = useAvailability('nickname', asked) === 'taken';

  const edit = useVersionedEdit<ProfileValues>({
    save: async ({ values, version }) => {
      const { upsertProfile } = await save({ input: { ...values, version } });
      setStartedFrom(upsertProfile.version);
      form.reset(toProfileForm(upsertProfile));
    },
    newest: async () => {
      const found = await newest();
      return found && { values: toProfileValues(toProfileForm(found)), version: found.version };
    },
    labels: {
      nickname: account.nickname,
      fullName: t.fullName,
      birthDate: t.birthDate,
      country: t.country,
      language: common.language,
      timeZone: t.timeZone,
      gender: t.gender,
      pronouns: t.pronouns,
      bio: t.bio,
      links: t.links,
      tags: t.interests,
    },
    show: (key, values) =>
      key === 'tags' || key === 'links'
        ? values[key].join(', ')
        : key === 'gender'
          ? t.genders[values.gender]
          : (values[key] ?? ''),
    onSaved: () => {
      toast(t.savedProfile);
    },
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      await edit.submit({ values: toProfileValues(values), version: startedFrom });
    } catch (problem) {
      showProblem(form, problem, common);
    }
  });

  const regions = useMemo(() => countries(language), [language]);
  const zones = useMemo(
    () => [...new Set([me.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort(),
    [me.timeZone],
  );
  return (
    <Section title={t.profile}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <fieldset disabled={!ready} className="grid min-w-0 gap-5 sm:grid-cols-2">
          <p className="-mt-3 text-ink-soft sm:col-span-2">{t.profileText}</p>
          {errors.root && (
            <div className="sm:col-span-2">
              <FormError>{errors.root.message}</FormError>
            </div>
          )}
          <TextField
            label={account.nickname}
            autoComplete="username"
            {...form.register('nickname')}
            error={errors.nickname?.message ?? (taken ? account.nicknameTaken : undefined)}
          />
          <TextField
            label={t.fullName}
            autoComplete="name"
            optional
            {...form.register('fullName')}
            error={errors.fullName?.message}
          />
          <TextField
            label={t.birthDate}
            type="date"
            autoComplete="bday"
            optional
            {...form.register('birthDate')}
            error={errors.birthDate?.message}
          />
          <SelectField
            label={t.country}
            autoComplete="country"
            optional
            {...form.register('country')}
            error={errors.country?.message}
          >
            <option value="">{t.noCountry}</option>
            {regions.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField label={t.gender} {...form.register('gender')} error={errors.gender?.message}>
            {genders.map((gender) => (
              <option key={gender} value={gender}>
                {t.genders[gender]}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t.pronouns}
            optional
            {...form.register('pronouns')}
            error={errors.pronouns?.message}
          />
          <TextArea
            label={t.bio}
            optional
            className="sm:col-span-2"
            {...form.register('bio')}
            error={errors.bio?.message}
          />
          <div className="sm:col-span-2">
            <Controller
              control={form.control}
              name="links"
              render={({ field }) => (
                <LinksField
                  value={field.value}
                  onChange={field.onChange}
                  most={mostLinks}
                  errorAt={(index) => errors.links?.[index]?.message}
                  error={errors.links?.message}
                />
              )}
            />
          </div>
          <div className="sm:col-span-2">
            <Controller
              control={form.control}
              name="tags"
              render={({ field }) => (
                <TagsField
                  label={t.interests}
                  value={field.value}
                  onChange={field.onChange}
                  error={errors.tags?.message ?? errors.tags?.find?.((error) => error)?.message}
                />
              )}
            />
          </div>
          <h3 className="border-t border-line pt-5 text-lg font-semibold sm:col-span-2">
            {t.preferences}
          </h3>
          <SelectField
            label={common.language}
            {...form.register('language')}
            error={errors.language?.message}
          >
            {languages.map((code) => (
              <option key={code} value={code} lang={code}>
                {languageNames[code]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={t.timeZone}
            hint={t.timeZoneHint}
            {...form.register('timeZone')}
            error={errors.timeZone?.message}
          >
            {zones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </SelectField>
          <div className="sm:col-span-2">
            <Button type="submit" busy={isSubmitting} className="w-full sm:w-auto">
              {isSubmitting ? common.saving : t.saveProfile}
            </Button>
          </div>
        </fieldset>
      </form>
      {edit.dialog}
    </Section>
  );
}
