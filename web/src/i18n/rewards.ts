import { plural, type Texts } from './texts';

export interface RewardsTexts {
  readonly title: string;
  readonly level: string;
  readonly total: string;
  readonly next: (points: number, level: number) => string;
  readonly current: string;
  readonly longest: string;
  readonly days: (count: number) => string;
  readonly badges: string;
  readonly earned: (when: string) => string;
  readonly notYet: string;
  readonly how: string;
  readonly howText: readonly string[];
}

export const rewardsTexts: Texts<RewardsTexts> = {
  en: {
    title: 'Rewards',
    level: 'Level',
    total: 'Points so far',
    next: (points, level) =>
      plural('en', points, {
        one: `# point to level ${String(level)}`,
        other: `# points to level ${String(level)}`,
      }),
    current: 'Current streak',
    longest: 'Longest streak',
    days: (count) => plural('en', count, { one: '# day', other: '# days' }),
    badges: 'Badges',
    earned: (when) => `Earned ${when}`,
    notYet: 'Not yet',
    how: 'How points come in',
    howText: [
      'Tasks, goals, quests and workouts all bring points.',
      'A day counts for your streak when you finish at least one task, quest or workout.',
      'Days follow your own time zone, wherever you travel.',
    ],
  },
  es: {
    title: 'Logros',
    level: 'Nivel',
    total: 'Puntos hasta ahora',
    next: (points, level) =>
      plural('es', points, {
        one: `# punto para el nivel ${String(level)}`,
        other: `# puntos para el nivel ${String(level)}`,
      }),
    current: 'Racha actual',
    longest: 'Racha más larga',
    days: (count) => plural('es', count, { one: '# día', other: '# días' }),
    badges: 'Insignias',
    earned: (when) => `Conseguida ${when}`,
    notYet: 'Aún no',
    how: 'De dónde salen los puntos',
    howText: [
      'Las tareas, metas, misiones y entrenos dan puntos.',
      'Un día cuenta para la racha cuando terminas al menos una tarea, una misión o un entreno.',
      'Los días siguen tu propia zona horaria, viajes adonde viajes.',
    ],
  },
  fr: {
    title: 'Trophées',
    level: 'Niveau',
    total: 'Points jusqu’ici',
    next: (points, level) =>
      plural('fr', points, {
        one: `# point avant le niveau ${String(level)}`,
        other: `# points avant le niveau ${String(level)}`,
      }),
    current: 'Série en cours',
    longest: 'Plus longue série',
    days: (count) => plural('fr', count, { one: '# jour', other: '# jours' }),
    badges: 'Badges',
    earned: (when) => `Obtenu ${when}`,
    notYet: 'Pas encore',
    how: 'D’où viennent les points',
    howText: [
      'Tâches, objectifs, quêtes et séances rapportent tous des points.',
      'Un jour compte pour ta série dès que tu termines une tâche, une quête ou une séance.',
      'Les jours suivent ton propre fuseau horaire, où que tu voyages.',
    ],
  },
  'pt-BR': {
    title: 'Conquistas',
    level: 'Nível',
    total: 'Pontos até agora',
    next: (points, level) =>
      plural('pt-BR', points, {
        one: `# ponto para o nível ${String(level)}`,
        other: `# pontos para o nível ${String(level)}`,
      }),
    current: 'Sequência atual',
    longest: 'Maior sequência',
    days: (count) => plural('pt-BR', count, { one: '# dia', other: '# dias' }),
    badges: 'Medalhas',
    earned: (when) => `Conquistada ${when}`,
    notYet: 'Ainda não',
    how: 'De onde vêm os pontos',
    howText: [
      'Tarefas, metas, missões e treinos rendem pontos.',
      'Um dia conta para a sequência quando você conclui ao menos uma tarefa, uma missão ou um treino.',
      'Os dias seguem o seu próprio fuso horário, aonde quer que você viaje.',
    ],
  },
};
