// The frame around the pages, and what may pop up on any of them.
import type { BadgeKind } from '@/models';
import { plural, type Texts } from './texts';

export interface ShellTexts {
  readonly navigation: string;
  readonly today: string;
  readonly goals: string;
  readonly quests: string;
  readonly workouts: string;
  readonly journeys: string;
  readonly rewards: string;
  readonly feed: string;
  readonly chat: string;
  readonly people: string;
  readonly more: string;
  readonly profile: string;
  readonly waiting: (count: number) => string;
  readonly settings: string;
  readonly logOut: string;
  readonly questDone: (title: string, points: string) => string;
  readonly levelUp: (level: number) => string;
  readonly newLevel: string;
  readonly levelUpText: string;
  readonly badgeEarned: string;
  readonly keepGoing: string;
  readonly badges: Readonly<Record<BadgeKind, { readonly name: string; readonly how: string }>>;
  readonly notices: string;
  readonly groups: string;
  readonly help: string;
  readonly moderation: string;
}

export const shellTexts: Texts<ShellTexts> = {
  en: {
    navigation: 'Main navigation',
    today: 'Today',
    goals: 'Goals',
    quests: 'Quests',
    workouts: 'Workouts',
    journeys: 'Journeys',
    rewards: 'Rewards',
    feed: 'Feed',
    chat: 'Chat',
    people: 'People',
    more: 'More',
    profile: 'Profile',
    waiting: (count) => plural('en', count, { one: '# waits for you', other: '# wait for you' }),
    settings: 'Settings',
    logOut: 'Log out',
    questDone: (title, points) => `Quest finished: ${title}. ${points} points for you.`,
    levelUp: (level) => `Level ${String(level)}`,
    newLevel: 'New level',
    levelUpText: 'The view gets better from here.',
    badgeEarned: 'New badge',
    keepGoing: 'Keep going',
    badges: {
      FIRST_STEPS: { name: 'First steps', how: 'Finish your first task.' },
      QUEST_CONQUEROR: { name: 'Quest conqueror', how: 'Finish a quest.' },
      WEEK_OF_FIRE: { name: 'Week of fire', how: 'Be active seven days in a row.' },
    },
    notices: 'Notifications',
    groups: 'Groups',
    help: 'Help',
    moderation: 'Moderation',
  },
  es: {
    navigation: 'Navegación principal',
    today: 'Hoy',
    goals: 'Metas',
    quests: 'Misiones',
    workouts: 'Entrenos',
    journeys: 'Travesías',
    rewards: 'Logros',
    feed: 'Novedades',
    chat: 'Chat',
    people: 'Gente',
    more: 'Más',
    profile: 'Perfil',
    waiting: (count) => plural('es', count, { one: '# te espera', other: '# te esperan' }),
    settings: 'Ajustes',
    logOut: 'Cerrar sesión',
    questDone: (title, points) => `Misión cumplida: ${title}. ${points} puntos para ti.`,
    levelUp: (level) => `Nivel ${String(level)}`,
    newLevel: 'Nuevo nivel',
    levelUpText: 'Desde aquí las vistas mejoran.',
    badgeEarned: 'Nueva insignia',
    keepGoing: 'Seguir adelante',
    badges: {
      FIRST_STEPS: { name: 'Primeros pasos', how: 'Termina tu primera tarea.' },
      QUEST_CONQUEROR: { name: 'Conquistador de misiones', how: 'Termina una misión.' },
      WEEK_OF_FIRE: { name: 'Semana de fuego', how: 'Mantente activo siete días seguidos.' },
    },
    notices: 'Notificaciones',
    groups: 'Grupos',
    help: 'Ayuda',
    moderation: 'Moderación',
  },
  fr: {
    navigation: 'Navigation principale',
    today: 'Aujourd’hui',
    goals: 'Objectifs',
    quests: 'Quêtes',
    workouts: 'Séances',
    journeys: 'Voyages',
    rewards: 'Trophées',
    feed: 'Fil',
    chat: 'Discussions',
    people: 'Personnes',
    more: 'Plus',
    profile: 'Profil',
    waiting: (count) => plural('fr', count, { one: '# t’attend', other: '# t’attendent' }),
    settings: 'Réglages',
    logOut: 'Se déconnecter',
    questDone: (title, points) => `Quête accomplie : ${title}. ${points} points pour toi.`,
    levelUp: (level) => `Niveau ${String(level)}`,
    newLevel: 'Nouveau niveau',
    levelUpText: 'La vue est plus belle d’ici.',
    badgeEarned: 'Nouveau badge',
    keepGoing: 'Continuer',
    badges: {
      FIRST_STEPS: { name: 'Premiers pas', how: 'Termine ta première tâche.' },
      QUEST_CONQUEROR: { name: 'Conquérant de quêtes', how: 'Termine une quête.' },
      WEEK_OF_FIRE: { name: 'Semaine de feu', how: 'Sois actif sept jours d’affilée.' },
    },
    notices: 'Notifications',
    groups: 'Groupes',
    help: 'Entraide',
    moderation: 'Modération',
  },
  'pt-BR': {
    navigation: 'Navegação principal',
    today: 'Hoje',
    goals: 'Metas',
    quests: 'Missões',
    workouts: 'Treinos',
    journeys: 'Jornadas',
    rewards: 'Conquistas',
    feed: 'Novidades',
    chat: 'Conversas',
    people: 'Pessoas',
    more: 'Mais',
    profile: 'Perfil',
    waiting: (count) =>
      plural('pt-BR', count, { one: '# espera por você', other: '# esperam por você' }),
    settings: 'Ajustes',
    logOut: 'Sair',
    questDone: (title, points) => `Missão cumprida: ${title}. ${points} pontos para você.`,
    levelUp: (level) => `Nível ${String(level)}`,
    newLevel: 'Novo nível',
    levelUpText: 'Daqui a vista fica melhor.',
    badgeEarned: 'Nova medalha',
    keepGoing: 'Seguir em frente',
    badges: {
      FIRST_STEPS: { name: 'Primeiros passos', how: 'Conclua sua primeira tarefa.' },
      QUEST_CONQUEROR: { name: 'Conquistador de missões', how: 'Conclua uma missão.' },
      WEEK_OF_FIRE: { name: 'Semana de fogo', how: 'Fique ativo sete dias seguidos.' },
    },
    notices: 'Notificações',
    groups: 'Grupos',
    help: 'Ajuda',
    moderation: 'Moderação',
  },
};
