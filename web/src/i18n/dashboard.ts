import { plural, type Texts } from './texts';

type Daytime = 'night' | 'morning' | 'afternoon' | 'evening';

export interface DashboardTexts {
  readonly greeting: Readonly<Record<Daytime, (name: string) => string>>;
  readonly summary: (open: number) => string;
  readonly allDone: string;
  readonly tasks: string;
  readonly noTasks: string;
  readonly noTasksHint: string;
  readonly addGoal: string;
  readonly seeGoals: string;
  readonly overdue: string;
  readonly due: (when: string) => string;
  readonly complete: (task: string) => string;
  readonly reopen: (task: string) => string;
  readonly goals: string;
  readonly noGoals: string;
  readonly noGoalsHint: string;
  readonly tasksDone: (done: number, all: number) => string;
  readonly noTasksYet: string;
  readonly level: (level: number) => string;
  readonly levelLabel: string;
  readonly toNext: (points: number) => string;
  readonly points: (points: number) => string;
  readonly streak: string;
  readonly streakDays: (days: number) => string;
  readonly streakNone: string;
  readonly streakToday: string;
  readonly streakWaiting: string;
  readonly streakBest: (days: number) => string;
  readonly dayActive: string;
  readonly dayQuiet: string;
  readonly dayOpen: string;
  readonly quests: string;
  readonly noQuests: string;
  readonly noQuestsHint: string;
  readonly newQuest: string;
  readonly workouts: string;
  readonly noWorkouts: string;
  readonly noWorkoutsHint: string;
  readonly logWorkout: string;
  readonly seeAll: string;
}

export const dashboardTexts: Texts<DashboardTexts> = {
  en: {
    greeting: {
      night: (name) => `Still up, ${name}?`,
      morning: (name) => `Good morning, ${name}`,
      afternoon: (name) => `Good afternoon, ${name}`,
      evening: (name) => `Good evening, ${name}`,
    },
    summary: (open) =>
      plural('en', open, {
        one: 'One task to take on today.',
        other: '# tasks to choose from today.',
      }),
    allDone: 'Nothing left for today. Enjoy the view.',
    tasks: 'Today’s tasks',
    noTasks: 'Nothing waits for you today',
    noTasksHint: 'Add tasks to a goal and they’ll show up here, the ones due today first.',
    addGoal: 'New goal',
    seeGoals: 'Go to your goals',
    overdue: 'Overdue',
    due: (when) => `Due ${when}`,
    complete: (task) => `Finish “${task}”`,
    reopen: (task) => `Reopen “${task}”`,
    goals: 'Goals on the way',
    noGoals: 'Where do you want to go?',
    noGoalsHint:
      'A goal can be a race, a language, a tidy garage. Set one, then split it into tasks.',
    tasksDone: (done, all) =>
      plural('en', all, { one: `${String(done)} of # task`, other: `${String(done)} of # tasks` }),
    noTasksYet: 'No tasks yet',
    level: (level) => `Level ${String(level)}`,
    levelLabel: 'Level',
    toNext: (points) =>
      plural('en', points, {
        one: '# point to the next level',
        other: '# points to the next level',
      }),
    points: (points) => plural('en', points, { one: '# point', other: '# points' }),
    streak: 'Streak',
    streakDays: (days) => plural('en', days, { one: '# day', other: '# days' }),
    streakNone: 'Finish a task, a quest or a workout to light the first blaze.',
    streakToday: 'Today is in. See you tomorrow.',
    streakWaiting: 'Do one thing today to keep it going.',
    streakBest: (days) =>
      plural('en', days, { one: 'Best so far: # day', other: 'Best so far: # days' }),
    dayActive: 'active',
    dayQuiet: 'quiet',
    dayOpen: 'still open',
    quests: 'Quests',
    noQuests: 'No quest under way',
    noQuestsHint: 'A quest gives a goal an edge: 25 km before Sunday, three tasks by Friday.',
    newQuest: 'New quest',
    workouts: 'Latest workouts',
    noWorkouts: 'No workouts yet',
    noWorkoutsHint: 'Log one by hand, or drop a GPX file from your watch.',
    logWorkout: 'Log a workout',
    seeAll: 'See all',
  },
  es: {
    greeting: {
      night: (name) => `¿Aún despierto, ${name}?`,
      morning: (name) => `Buenos días, ${name}`,
      afternoon: (name) => `Buenas tardes, ${name}`,
      evening: (name) => `Buenas noches, ${name}`,
    },
    summary: (open) =>
      plural('es', open, { one: 'Una tarea para hoy.', other: '# tareas para elegir hoy.' }),
    allDone: 'No queda nada para hoy. Disfruta de las vistas.',
    tasks: 'Tareas de hoy',
    noTasks: 'Hoy no te espera nada',
    noTasksHint: 'Añade tareas a una meta y aparecerán aquí, primero las que vencen hoy.',
    addGoal: 'Nueva meta',
    seeGoals: 'Ir a tus metas',
    overdue: 'Atrasada',
    due: (when) => `Para ${when}`,
    complete: (task) => `Terminar «${task}»`,
    reopen: (task) => `Reabrir «${task}»`,
    goals: 'Metas en camino',
    noGoals: '¿Adónde quieres llegar?',
    noGoalsHint:
      'Una meta puede ser una carrera, un idioma, un garaje ordenado. Ponte una y divídela en tareas.',
    tasksDone: (done, all) =>
      plural('es', all, {
        one: `${String(done)} de # tarea`,
        other: `${String(done)} de # tareas`,
      }),
    noTasksYet: 'Aún sin tareas',
    level: (level) => `Nivel ${String(level)}`,
    levelLabel: 'Nivel',
    toNext: (points) =>
      plural('es', points, {
        one: '# punto para el siguiente nivel',
        other: '# puntos para el siguiente nivel',
      }),
    points: (points) => plural('es', points, { one: '# punto', other: '# puntos' }),
    streak: 'Racha',
    streakDays: (days) => plural('es', days, { one: '# día', other: '# días' }),
    streakNone: 'Termina una tarea, una misión o un entreno para encender la primera marca.',
    streakToday: 'Hoy ya cuenta. Hasta mañana.',
    streakWaiting: 'Haz una cosa hoy para mantenerla.',
    streakBest: (days) =>
      plural('es', days, { one: 'Tu mejor racha: # día', other: 'Tu mejor racha: # días' }),
    dayActive: 'activo',
    dayQuiet: 'tranquilo',
    dayOpen: 'aún por hacer',
    quests: 'Misiones',
    noQuests: 'Ninguna misión en marcha',
    noQuestsHint:
      'Una misión le da emoción a una meta: 25 km antes del domingo, tres tareas para el viernes.',
    newQuest: 'Nueva misión',
    workouts: 'Últimos entrenos',
    noWorkouts: 'Aún no hay entrenos',
    noWorkoutsHint: 'Apunta uno a mano o suelta un archivo GPX de tu reloj.',
    logWorkout: 'Apuntar un entreno',
    seeAll: 'Ver todo',
  },
  fr: {
    greeting: {
      night: (name) => `Encore debout, ${name} ?`,
      morning: (name) => `Bonjour ${name}`,
      afternoon: (name) => `Bon après-midi ${name}`,
      evening: (name) => `Bonsoir ${name}`,
    },
    summary: (open) =>
      plural('fr', open, {
        one: 'Une tâche pour aujourd’hui.',
        other: '# tâches au choix aujourd’hui.',
      }),
    allDone: 'Plus rien pour aujourd’hui. Profite de la vue.',
    tasks: 'Tâches du jour',
    noTasks: 'Rien ne t’attend aujourd’hui',
    noTasksHint:
      'Ajoute des tâches à un objectif : elles apparaîtront ici, celles du jour en premier.',
    addGoal: 'Nouvel objectif',
    seeGoals: 'Voir tes objectifs',
    overdue: 'En retard',
    due: (when) => `Pour ${when}`,
    complete: (task) => `Terminer « ${task} »`,
    reopen: (task) => `Rouvrir « ${task} »`,
    goals: 'Objectifs en route',
    noGoals: 'Où veux-tu aller ?',
    noGoalsHint:
      'Une course, une langue, un garage rangé : fixe un objectif, puis découpe-le en tâches.',
    tasksDone: (done, all) =>
      plural('fr', all, {
        one: `${String(done)} sur # tâche`,
        other: `${String(done)} sur # tâches`,
      }),
    noTasksYet: 'Pas encore de tâche',
    level: (level) => `Niveau ${String(level)}`,
    levelLabel: 'Niveau',
    toNext: (points) =>
      plural('fr', points, {
        one: '# point avant le niveau suivant',
        other: '# points avant le niveau suivant',
      }),
    points: (points) => plural('fr', points, { one: '# point', other: '# points' }),
    streak: 'Série',
    streakDays: (days) => plural('fr', days, { one: '# jour', other: '# jours' }),
    streakNone: 'Termine une tâche, une quête ou une séance pour allumer la première balise.',
    streakToday: 'C’est bon pour aujourd’hui. À demain.',
    streakWaiting: 'Fais une chose aujourd’hui pour la prolonger.',
    streakBest: (days) => plural('fr', days, { one: 'Record : # jour', other: 'Record : # jours' }),
    dayActive: 'actif',
    dayQuiet: 'calme',
    dayOpen: 'encore ouvert',
    quests: 'Quêtes',
    noQuests: 'Aucune quête en cours',
    noQuestsHint:
      'Une quête pimente un objectif : 25 km avant dimanche, trois tâches d’ici vendredi.',
    newQuest: 'Nouvelle quête',
    workouts: 'Dernières séances',
    noWorkouts: 'Pas encore de séance',
    noWorkoutsHint: 'Notes-en une à la main, ou dépose un fichier GPX de ta montre.',
    logWorkout: 'Noter une séance',
    seeAll: 'Tout voir',
  },
  'pt-BR': {
    greeting: {
      night: (name) => `Ainda de pé, ${name}?`,
      morning: (name) => `Bom dia, ${name}`,
      afternoon: (name) => `Boa tarde, ${name}`,
      evening: (name) => `Boa noite, ${name}`,
    },
    summary: (open) =>
      plural('pt-BR', open, {
        one: 'Uma tarefa para hoje.',
        other: '# tarefas para escolher hoje.',
      }),
    allDone: 'Nada mais para hoje. Aproveite a vista.',
    tasks: 'Tarefas de hoje',
    noTasks: 'Nada espera por você hoje',
    noTasksHint: 'Adicione tarefas a uma meta e elas aparecem aqui, primeiro as que vencem hoje.',
    addGoal: 'Nova meta',
    seeGoals: 'Ir para suas metas',
    overdue: 'Atrasada',
    due: (when) => `Para ${when}`,
    complete: (task) => `Concluir “${task}”`,
    reopen: (task) => `Reabrir “${task}”`,
    goals: 'Metas a caminho',
    noGoals: 'Aonde você quer chegar?',
    noGoalsHint:
      'Uma meta pode ser uma corrida, um idioma, uma garagem arrumada. Crie uma e divida em tarefas.',
    tasksDone: (done, all) =>
      plural('pt-BR', all, {
        one: `${String(done)} de # tarefa`,
        other: `${String(done)} de # tarefas`,
      }),
    noTasksYet: 'Ainda sem tarefas',
    level: (level) => `Nível ${String(level)}`,
    levelLabel: 'Nível',
    toNext: (points) =>
      plural('pt-BR', points, {
        one: '# ponto para o próximo nível',
        other: '# pontos para o próximo nível',
      }),
    points: (points) => plural('pt-BR', points, { one: '# ponto', other: '# pontos' }),
    streak: 'Sequência',
    streakDays: (days) => plural('pt-BR', days, { one: '# dia', other: '# dias' }),
    streakNone: 'Conclua uma tarefa, uma missão ou um treino para acender a primeira marca.',
    streakToday: 'Hoje já conta. Até amanhã.',
    streakWaiting: 'Faça uma coisa hoje para manter.',
    streakBest: (days) =>
      plural('pt-BR', days, { one: 'Seu recorde: # dia', other: 'Seu recorde: # dias' }),
    dayActive: 'ativo',
    dayQuiet: 'tranquilo',
    dayOpen: 'ainda em aberto',
    quests: 'Missões',
    noQuests: 'Nenhuma missão em andamento',
    noQuestsHint: 'Uma missão dá sabor a uma meta: 25 km até domingo, três tarefas até sexta.',
    newQuest: 'Nova missão',
    workouts: 'Últimos treinos',
    noWorkouts: 'Ainda sem treinos',
    noWorkoutsHint: 'Registre um à mão ou solte um arquivo GPX do seu relógio.',
    logWorkout: 'Registrar um treino',
    seeAll: 'Ver tudo',
  },
};
