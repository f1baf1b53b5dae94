import type { QuestKind, QuestMetric, QuestStatus } from '@/models';
import { plural, type Texts } from './texts';

export interface QuestsTexts {
  readonly title: string;
  readonly newQuest: string;
  readonly running: string;
  readonly past: string;
  readonly statuses: Readonly<Record<QuestStatus, string>>;
  readonly empty: string;
  readonly emptyHint: string;
  readonly emptyPast: string;
  readonly emptyPastHint: string;
  readonly kindLegend: string;
  readonly kinds: Readonly<Record<QuestKind, { readonly name: string; readonly text: string }>>;
  readonly questTitle: string;
  readonly questTitleExample: string;
  readonly linkTo: string;
  readonly linkGoal: string;
  readonly linkTasks: string;
  readonly goal: string;
  readonly chooseGoal: string;
  readonly chooseTasks: string;
  readonly tasksOf: (goal: string) => string;
  readonly noGoals: string;
  readonly noOpenTasks: string;
  readonly metric: string;
  readonly metrics: Readonly<Record<QuestMetric, string>>;
  readonly target: Readonly<Record<QuestMetric, string>>;
  readonly ofType: string;
  readonly anyType: string;
  readonly countFrom: string;
  readonly countFromHint: string;
  readonly deadline: string;
  readonly deadlineHint: string;
  readonly deadlineBeforeStart: string;
  readonly endOfWeek: string;
  readonly endOfMonth: string;
  readonly created: string;
  readonly progress: (current: string, target: string) => string;
  readonly progressLabel: (quest: string) => string;
  readonly linkedProgress: (done: number, all: number) => string;
  readonly ends: (when: string) => string;
  readonly finished: (when: string) => string;
  readonly reward: (points: number) => string;
  readonly cancelQuest: (quest: string) => string;
  readonly cancelTitle: string;
  readonly cancelText: string;
  readonly cancelConfirm: string;
  readonly keep: string;
  readonly cancelled: string;
}

export const questsTexts: Texts<QuestsTexts> = {
  en: {
    title: 'Quests',
    newQuest: 'New quest',
    running: 'Under way',
    past: 'Behind you',
    statuses: {
      ACTIVE: 'Under way',
      COMPLETED: 'Finished',
      CANCELLED: 'Cancelled',
      EXPIRED: 'Time ran out',
    },
    empty: 'No quest under way',
    emptyHint: 'Pick something to finish, or an amount to reach, and points are yours when you do.',
    emptyPast: 'No finished quests yet',
    emptyPastHint: 'The quests you finish will be kept here.',
    kindLegend: 'What kind of quest?',
    kinds: {
      LINKED: { name: 'Finish something', text: 'A goal, or some of its tasks.' },
      QUANTITATIVE: {
        name: 'Reach an amount',
        text: 'Kilometres, hours, climb, workouts or tasks.',
      },
    },
    questTitle: 'Name of the quest',
    questTitleExample: '25 km before Sunday',
    linkTo: 'What must be finished?',
    linkGoal: 'A whole goal',
    linkTasks: 'Some tasks',
    goal: 'Goal',
    chooseGoal: 'Choose a goal',
    chooseTasks: 'Choose at least one task.',
    tasksOf: (goal) => `Tasks of “${goal}”`,
    noGoals: 'You have no goal on the way. Make one first.',
    noOpenTasks: 'This goal has no open tasks.',
    metric: 'What counts?',
    metrics: {
      DISTANCE_METRES: 'Distance',
      MOVING_SECONDS: 'Time moving',
      CLIMB_METRES: 'Climb',
      WORKOUTS: 'Workouts',
      TASKS_DONE: 'Finished tasks',
    },
    target: {
      DISTANCE_METRES: 'Kilometres',
      MOVING_SECONDS: 'Minutes',
      CLIMB_METRES: 'Metres of climb',
      WORKOUTS: 'How many workouts',
      TASKS_DONE: 'How many tasks',
    },
    ofType: 'Which workouts',
    anyType: 'All workouts',
    countFrom: 'Count from',
    countFromHint: 'Empty: from now on.',
    deadline: 'Until the end of',
    deadlineHint: 'Empty: take all the time you need.',
    deadlineBeforeStart: 'This is before the quest begins.',
    endOfWeek: 'This week',
    endOfMonth: 'This month',
    created: 'Quest accepted. Off you go.',
    progress: (current, target) => `${current} of ${target}`,
    progressLabel: (quest) => `Progress of ${quest}`,
    linkedProgress: (done, all) =>
      plural('en', all, { one: `${String(done)} of # step`, other: `${String(done)} of # steps` }),
    ends: (when) => `until ${when}`,
    finished: (when) => `finished ${when}`,
    reward: (points) => plural('en', points, { one: '+# point', other: '+# points' }),
    cancelQuest: (quest) => `Cancel the quest ${quest}`,
    cancelTitle: 'Cancel this quest?',
    cancelText: 'Its progress stops here. You can’t take it up again.',
    cancelConfirm: 'Cancel quest',
    keep: 'Keep it',
    cancelled: 'Quest cancelled.',
  },
  es: {
    title: 'Misiones',
    newQuest: 'Nueva misión',
    running: 'En marcha',
    past: 'Ya pasadas',
    statuses: {
      ACTIVE: 'En marcha',
      COMPLETED: 'Cumplida',
      CANCELLED: 'Cancelada',
      EXPIRED: 'Se acabó el tiempo',
    },
    empty: 'Ninguna misión en marcha',
    emptyHint: 'Elige algo que terminar o una cantidad que alcanzar, y los puntos serán tuyos.',
    emptyPast: 'Aún no hay misiones cumplidas',
    emptyPastHint: 'Aquí se guardan las misiones que terminas.',
    kindLegend: '¿Qué tipo de misión?',
    kinds: {
      LINKED: { name: 'Terminar algo', text: 'Una meta o algunas de sus tareas.' },
      QUANTITATIVE: {
        name: 'Alcanzar una cantidad',
        text: 'Kilómetros, horas, desnivel, entrenos o tareas.',
      },
    },
    questTitle: 'Nombre de la misión',
    questTitleExample: '25 km antes del domingo',
    linkTo: '¿Qué hay que terminar?',
    linkGoal: 'Una meta entera',
    linkTasks: 'Algunas tareas',
    goal: 'Meta',
    chooseGoal: 'Elige una meta',
    chooseTasks: 'Elige al menos una tarea.',
    tasksOf: (goal) => `Tareas de «${goal}»`,
    noGoals: 'No tienes ninguna meta en camino. Crea una primero.',
    noOpenTasks: 'Esta meta no tiene tareas abiertas.',
    metric: '¿Qué cuenta?',
    metrics: {
      DISTANCE_METRES: 'Distancia',
      MOVING_SECONDS: 'Tiempo en movimiento',
      CLIMB_METRES: 'Desnivel',
      WORKOUTS: 'Entrenos',
      TASKS_DONE: 'Tareas terminadas',
    },
    target: {
      DISTANCE_METRES: 'Kilómetros',
      MOVING_SECONDS: 'Minutos',
      CLIMB_METRES: 'Metros de desnivel',
      WORKOUTS: 'Cuántos entrenos',
      TASKS_DONE: 'Cuántas tareas',
    },
    ofType: 'Qué entrenos',
    anyType: 'Todos los entrenos',
    countFrom: 'Contar desde',
    countFromHint: 'Vacío: desde ahora.',
    deadline: 'Hasta el final del',
    deadlineHint: 'Vacío: tómate el tiempo que necesites.',
    deadlineBeforeStart: 'Es antes de que empiece la misión.',
    endOfWeek: 'Esta semana',
    endOfMonth: 'Este mes',
    created: 'Misión aceptada. ¡En marcha!',
    progress: (current, target) => `${current} de ${target}`,
    progressLabel: (quest) => `Progreso de ${quest}`,
    linkedProgress: (done, all) =>
      plural('es', all, { one: `${String(done)} de # paso`, other: `${String(done)} de # pasos` }),
    ends: (when) => `hasta ${when}`,
    finished: (when) => `cumplida ${when}`,
    reward: (points) => plural('es', points, { one: '+# punto', other: '+# puntos' }),
    cancelQuest: (quest) => `Cancelar la misión ${quest}`,
    cancelTitle: '¿Cancelar esta misión?',
    cancelText: 'Su progreso se detiene aquí. No podrás retomarla.',
    cancelConfirm: 'Cancelar misión',
    keep: 'Conservarla',
    cancelled: 'Misión cancelada.',
  },
  fr: {
    title: 'Quêtes',
    newQuest: 'Nouvelle quête',
    running: 'En cours',
    past: 'Derrière toi',
    statuses: {
      ACTIVE: 'En cours',
      COMPLETED: 'Accomplie',
      CANCELLED: 'Annulée',
      EXPIRED: 'Temps écoulé',
    },
    empty: 'Aucune quête en cours',
    emptyHint:
      'Choisis quelque chose à finir, ou une quantité à atteindre : les points seront à toi.',
    emptyPast: 'Pas encore de quête accomplie',
    emptyPastHint: 'Les quêtes que tu termines seront gardées ici.',
    kindLegend: 'Quel genre de quête ?',
    kinds: {
      LINKED: { name: 'Finir quelque chose', text: 'Un objectif, ou certaines de ses tâches.' },
      QUANTITATIVE: {
        name: 'Atteindre une quantité',
        text: 'Kilomètres, heures, dénivelé, séances ou tâches.',
      },
    },
    questTitle: 'Nom de la quête',
    questTitleExample: '25 km avant dimanche',
    linkTo: 'Que faut-il finir ?',
    linkGoal: 'Un objectif entier',
    linkTasks: 'Quelques tâches',
    goal: 'Objectif',
    chooseGoal: 'Choisis un objectif',
    chooseTasks: 'Choisis au moins une tâche.',
    tasksOf: (goal) => `Tâches de « ${goal} »`,
    noGoals: 'Tu n’as aucun objectif en route. Crées-en un d’abord.',
    noOpenTasks: 'Cet objectif n’a pas de tâche ouverte.',
    metric: 'Qu’est-ce qui compte ?',
    metrics: {
      DISTANCE_METRES: 'Distance',
      MOVING_SECONDS: 'Temps en mouvement',
      CLIMB_METRES: 'Dénivelé',
      WORKOUTS: 'Séances',
      TASKS_DONE: 'Tâches terminées',
    },
    target: {
      DISTANCE_METRES: 'Kilomètres',
      MOVING_SECONDS: 'Minutes',
      CLIMB_METRES: 'Mètres de dénivelé',
      WORKOUTS: 'Combien de séances',
      TASKS_DONE: 'Combien de tâches',
    },
    ofType: 'Quelles séances',
    anyType: 'Toutes les séances',
    countFrom: 'Compter à partir du',
    countFromHint: 'Vide : à partir de maintenant.',
    deadline: 'Jusqu’à la fin du',
    deadlineHint: 'Vide : prends tout le temps qu’il te faut.',
    deadlineBeforeStart: 'C’est avant le début de la quête.',
    endOfWeek: 'Cette semaine',
    endOfMonth: 'Ce mois-ci',
    created: 'Quête acceptée. En route !',
    progress: (current, target) => `${current} sur ${target}`,
    progressLabel: (quest) => `Progression de ${quest}`,
    linkedProgress: (done, all) =>
      plural('fr', all, {
        one: `${String(done)} sur # étape`,
        other: `${String(done)} sur # étapes`,
      }),
    ends: (when) => `jusqu’à ${when}`,
    finished: (when) => `accomplie ${when}`,
    reward: (points) => plural('fr', points, { one: '+# point', other: '+# points' }),
    cancelQuest: (quest) => `Annuler la quête ${quest}`,
    cancelTitle: 'Annuler cette quête ?',
    cancelText: 'Sa progression s’arrête ici. Tu ne pourras pas la reprendre.',
    cancelConfirm: 'Annuler la quête',
    keep: 'La garder',
    cancelled: 'Quête annulée.',
  },
  'pt-BR': {
    title: 'Missões',
    newQuest: 'Nova missão',
    running: 'Em andamento',
    past: 'Já passadas',
    statuses: {
      ACTIVE: 'Em andamento',
      COMPLETED: 'Cumprida',
      CANCELLED: 'Cancelada',
      EXPIRED: 'O tempo acabou',
    },
    empty: 'Nenhuma missão em andamento',
    emptyHint: 'Escolha algo para concluir, ou uma quantidade para alcançar, e os pontos são seus.',
    emptyPast: 'Ainda sem missões cumpridas',
    emptyPastHint: 'As missões que você conclui ficam guardadas aqui.',
    kindLegend: 'Que tipo de missão?',
    kinds: {
      LINKED: { name: 'Concluir algo', text: 'Uma meta ou algumas de suas tarefas.' },
      QUANTITATIVE: {
        name: 'Alcançar uma quantidade',
        text: 'Quilômetros, horas, subida, treinos ou tarefas.',
      },
    },
    questTitle: 'Nome da missão',
    questTitleExample: '25 km até domingo',
    linkTo: 'O que precisa ser concluído?',
    linkGoal: 'Uma meta inteira',
    linkTasks: 'Algumas tarefas',
    goal: 'Meta',
    chooseGoal: 'Escolha uma meta',
    chooseTasks: 'Escolha pelo menos uma tarefa.',
    tasksOf: (goal) => `Tarefas de “${goal}”`,
    noGoals: 'Você não tem nenhuma meta a caminho. Crie uma primeiro.',
    noOpenTasks: 'Esta meta não tem tarefas em aberto.',
    metric: 'O que conta?',
    metrics: {
      DISTANCE_METRES: 'Distância',
      MOVING_SECONDS: 'Tempo em movimento',
      CLIMB_METRES: 'Subida',
      WORKOUTS: 'Treinos',
      TASKS_DONE: 'Tarefas concluídas',
    },
    target: {
      DISTANCE_METRES: 'Quilômetros',
      MOVING_SECONDS: 'Minutos',
      CLIMB_METRES: 'Metros de subida',
      WORKOUTS: 'Quantos treinos',
      TASKS_DONE: 'Quantas tarefas',
    },
    ofType: 'Quais treinos',
    anyType: 'Todos os treinos',
    countFrom: 'Contar a partir de',
    countFromHint: 'Vazio: a partir de agora.',
    deadline: 'Até o fim de',
    deadlineHint: 'Vazio: leve o tempo que precisar.',
    deadlineBeforeStart: 'Isto é antes de a missão começar.',
    endOfWeek: 'Esta semana',
    endOfMonth: 'Este mês',
    created: 'Missão aceita. Boa jornada!',
    progress: (current, target) => `${current} de ${target}`,
    progressLabel: (quest) => `Progresso de ${quest}`,
    linkedProgress: (done, all) =>
      plural('pt-BR', all, {
        one: `${String(done)} de # passo`,
        other: `${String(done)} de # passos`,
      }),
    ends: (when) => `até ${when}`,
    finished: (when) => `cumprida ${when}`,
    reward: (points) => plural('pt-BR', points, { one: '+# ponto', other: '+# pontos' }),
    cancelQuest: (quest) => `Cancelar a missão ${quest}`,
    cancelTitle: 'Cancelar esta missão?',
    cancelText: 'O progresso para aqui. Não dá para retomá-la.',
    cancelConfirm: 'Cancelar missão',
    keep: 'Manter',
    cancelled: 'Missão cancelada.',
  },
};
