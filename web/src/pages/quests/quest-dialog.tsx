import { zodResolver } from '@hookform/resolvers/zod';
import { Controller, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useViewer } from '@/components/layout/viewer';
import { Button } from '@/components/ui/button';
import { Choices } from '@/components/ui/choices';
import { FieldErrorText, SelectField, TextField } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { toast } from '@/components/ui/toast';
import { commonTexts } from '@/i18n/common';
import { questsTexts } from '@/i18n/quests';
import { useTexts } from '@/i18n/texts';
import { workoutsTexts } from '@/i18n/workouts';
import { useGoal, useGoals } from '@/lib/apiGoals';
import { useCreateQuest } from '@/lib/apiQuests';
import { showProblem } from '@/lib/formErrors';
import { endOfMonth, endOfWeek } from '@/lib/time';
import { questMetrics, workoutTypes } from '@/models';
import { countsWorkouts, questSchema, toQuestInput, type QuestValues } from './quest-form';

type QuestForm = UseFormReturn<QuestValues>;

interface QuestDialogProps {
  /** The goal the person came from. */
  readonly goalId: string | null;
  readonly onClose: () => void;
}

export function QuestDialog({ goalId, onClose }: QuestDialogProps) {
  const t = useTexts(questsTexts);
  const common = useTexts(commonTexts);
  const { me } = useViewer();
  const create = useCreateQuest();
  const form: QuestForm = useForm<QuestValues>({
    resolver: zodResolver(questSchema(t, common)),
    defaultValues: {
      title: '',
      kind: goalId === null ? 'QUANTITATIVE' : 'LINKED',
      linkTo: 'goal',
      goalId: goalId ?? '',
      taskIds: [],
      metric: 'DISTANCE_METRES',
      target: '',
      workoutType: 'ANY',
      from: '',
      deadline: '',
    },
  });
  const { errors, isSubmitting } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  const submit = form.handleSubmit(async (values) => {
    try {
      await create({ input: toQuestInput(values, me.timeZone) });
      toast(t.created);
      onClose();
    } catch (problem) {
      showProblem(form, problem, common, { startsAt: 'from' });
    }
  });
  return (
    <FormDialog
      title={t.newQuest}
      submitText={common.create}
      wide
      busy={isSubmitting}
      error={errors.root?.message}
      onClose={onClose}
      onSubmit={submit}
    >
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <Choices
            look="cards"
            legend={t.kindLegend}
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            choices={(['QUANTITATIVE', 'LINKED'] as const).map((value) => ({
              value,
              label: t.kinds[value].name,
              text: t.kinds[value].text,
            }))}
          />
        )}
      />
      <TextField
        label={t.questTitle}
        placeholder={t.questTitleExample}
        {...form.register('title')}
        error={errors.title?.message}
      />
      {kind === 'LINKED' ? <LinkedPart form={form} /> : <QuantitativePart form={form} />}
      <Dates form={form} />
    </FormDialog>
  );
}

function LinkedPart({ form }: { readonly form: QuestForm }) {
  const t = useTexts(questsTexts);
  const goals = useGoals('ACTIVE').data?.filter((goal) => goal.status === 'ACTIVE');
  const [linkTo, goalId] = useWatch({ control: form.control, name: ['linkTo', 'goalId'] });
  const { errors } = form.formState;
  if (goals?.length === 0) return <p className="rounded-xl bg-pine-wash p-4">{t.noGoals}</p>;
  return (
    <>
      <Controller
        control={form.control}
        name="linkTo"
        render={({ field }) => (
          <Choices
            legend={t.linkTo}
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            choices={[
              { value: 'goal', label: t.linkGoal },
              { value: 'tasks', label: t.linkTasks },
            ]}
          />
        )}
      />
      <Controller
        control={form.control}
        name="goalId"
        render={({ field }) => (
          <SelectField
            label={t.goal}
            name={field.name}
            ref={field.ref}
            value={field.value}
            onBlur={field.onBlur}
            onChange={(event) => {
              field.onChange(event);
              form.setValue('taskIds', []);
            }}
            error={errors.goalId?.message}
          >
            <option value="">{t.chooseGoal}</option>
            {goals?.map((goal) => (
              <option key={goal.id} value={goal.id}>
                {goal.title}
              </option>
            ))}
          </SelectField>
        )}
      />
      {linkTo === 'tasks' && goalId !== '' && <TaskChoice form={form} goalId={goalId} />}
    </>
  );
}

function TaskChoice({ form, goalId }: { readonly form: QuestForm; readonly goalId: string }) {
  const t = useTexts(questsTexts);
  const { data } = useGoal(goalId);
  const open = data?.tasks.filter((task) => task.status === 'OPEN');
  const message = form.formState.errors.taskIds?.message;
  if (open?.length === 0) return <p className="rounded-xl bg-pine-wash p-4">{t.noOpenTasks}</p>;
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{t.tasksOf(data?.goal?.title ?? '…')}</legend>
      <ul className="grid max-h-60 gap-1 overflow-y-auto rounded-xl border border-line-strong/70 bg-raised p-1.5">
        {open?.map((task) => (
          <li key={task.id}>
            <label className="flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-2.5 hover:bg-sunken">
              <input
                type="checkbox"
                value={task.id}
                className="size-5 shrink-0 accent-pine"
                {...form.register('taskIds')}
              />
              {task.title}
            </label>
          </li>
        ))}
      </ul>
      {message !== undefined && <FieldErrorText>{message}</FieldErrorText>}
    </fieldset>
  );
}

function QuantitativePart({ form }: { readonly form: QuestForm }) {
  const t = useTexts(questsTexts);
  const workouts = useTexts(workoutsTexts);
  const metric = useWatch({ control: form.control, name: 'metric' });
  const { errors } = form.formState;
  return (
    <>
      <Controller
        control={form.control}
        name="metric"
        render={({ field }) => (
          <Choices
            legend={t.metric}
            name={field.name}
            value={field.value}
            onChange={field.onChange}
            choices={questMetrics.map((value) => ({ value, label: t.metrics[value] }))}
          />
        )}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          label={t.target[metric]}
          inputMode="decimal"
          autoComplete="off"
          {...form.register('target')}
          error={errors.target?.message}
        />
        {countsWorkouts(metric) && (
          <SelectField
            label={t.ofType}
            {...form.register('workoutType')}
            error={errors.workoutType?.message}
          >
            <option value="ANY">{t.anyType}</option>
            {workoutTypes.map((type) => (
              <option key={type} value={type}>
                {workouts.types[type]}
              </option>
            ))}
          </SelectField>
        )}
      </div>
    </>
  );
}

function Dates({ form }: { readonly form: QuestForm }) {
  const t = useTexts(questsTexts);
  const { errors } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {kind === 'QUANTITATIVE' && (
        <TextField
          label={t.countFrom}
          type="date"
          optional
          hint={t.countFromHint}
          {...form.register('from')}
          error={errors.from?.message}
        />
      )}
      <Deadline form={form} />
    </div>
  );
}

function Deadline({ form }: { readonly form: QuestForm }) {
  const t = useTexts(questsTexts);
  const { format } = useViewer();
  const pick = (day: string) => {
    form.setValue('deadline', day, { shouldValidate: form.formState.isSubmitted });
  };
  return (
    <div>
      <TextField
        label={t.deadline}
        type="date"
        optional
        hint={t.deadlineHint}
        {...form.register('deadline')}
        error={form.formState.errors.deadline?.message}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            pick(endOfWeek(format.today));
          }}
        >
          {t.endOfWeek}
        </Button>
        <Button
          look="quiet"
          size="small"
          onClick={() => {
            pick(endOfMonth(format.today));
          }}
        >
          {t.endOfMonth}
        </Button>
      </div>
    </div>
  );
}
