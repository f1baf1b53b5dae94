// The bell: what happened that is about the reader.
import type { KnownKind } from '@/lib/notices';
import { plural, type Texts } from './texts';

/** News that others make; `who` is one person, or several. */
type Deed = (who: string, several: boolean) => string;

/** What moderators decided about the reader. */
export type DecidedKind =
  'WARNED' | 'CONTENT_HIDDEN' | 'SUSPENDED' | 'DECISION_LIFTED' | 'APPEAL_REJECTED';
export type OwnKind =
  'QUEST_COMPLETED' | 'LEVEL_REACHED' | 'BADGE_EARNED' | 'MILESTONE_REACHED' | 'JOURNEY_FINISHED';

export interface NoticesTexts {
  readonly title: string;
  readonly which: string;
  readonly all: string;
  readonly unread: string;
  readonly markAll: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly noUnread: string;
  readonly isNew: string;
  readonly someone: string;
  readonly two: (first: string, second: string) => string;
  readonly andOthers: (name: string, others: number) => string;
  readonly pictures: string;
  readonly deeds: Readonly<Record<Exclude<KnownKind, OwnKind | DecidedKind>, Deed>>;
  readonly own: Readonly<Record<OwnKind, (what: string) => string>>;
  readonly decided: Readonly<Record<DecidedKind, string>>;
  readonly seeWhy: string;
  readonly preferences: string;
  readonly preferencesText: string;
  readonly kinds: Readonly<Record<KnownKind, string>>;
}

export const noticesTexts: Texts<NoticesTexts> = {
  en: {
    title: 'Notifications',
    which: 'Which notifications',
    all: 'All',
    unread: 'Unread',
    markAll: 'Mark all as read',
    empty: 'Nothing yet',
    emptyHint: 'When somebody follows you, answers you or likes what you write, you read it here.',
    noUnread: 'You have read everything',
    isNew: 'New',
    someone: 'Somebody',
    two: (first, second) => `${first} and ${second}`,
    andOthers: (name, others) =>
      `${name} and ${plural('en', others, { one: '# other', other: '# others' })}`,
    pictures: 'Pictures',
    deeds: {
      FOLLOW: (who) => `${who} started to follow you`,
      FOLLOW_REQUEST: (who) => `${who} asked to follow you`,
      FOLLOW_ACCEPTED: (who) => `${who} accepted you as a follower`,
      LIKE: (who) => `${who} liked your post`,
      BOOST: (who) => `${who} boosted your post`,
      MENTION: (who) => `${who} mentioned you`,
      COMMENT: (who) => `${who} commented on your post`,
      REPLY: (who) => `${who} replied to you`,
      MESSAGE_REQUEST: (who) => `${who} would like to write to you`,
      HELP_WANTED: (who) => `${who} asked for help with something you have done`,
      HELP_ANSWERED: (who) => `${who} answered a request for help`,
      THANKS: (who) => `${who} thanked you for your help`,
      GROUP_INVITED: (who) => `${who} invited you to a group`,
      GROUP_REQUEST: (who) => `${who} asked to join your group`,
      GROUP_ACCEPTED: (who) => `${who} let you into the group`,
      GROUP_ROLE: (who) => `${who} gave you another role in the group`,
      GROUP_PIN: (who) => `${who} pinned a post in the group`,
      MEMBER_PASSED: (who) => `${who} passed you on the journey`,
    },
    own: {
      MILESTONE_REACHED: (title) => `Your team has reached a milestone: ${title}`,
      JOURNEY_FINISHED: (title) => `Your team has arrived: ${title}`,
      QUEST_COMPLETED: (title) => `Quest finished: ${title}`,
      LEVEL_REACHED: (level) => `You reached level ${level}`,
      BADGE_EARNED: (badge) => `New badge: ${badge}`,
    },
    decided: {
      WARNED: 'Moderators have warned you',
      CONTENT_HIDDEN: 'Moderators have hidden something you wrote',
      SUSPENDED: 'Your account is suspended',
      DECISION_LIFTED: 'A decision about you was taken back',
      APPEAL_REJECTED: 'Your appeal was looked at: the decision stays',
    },
    seeWhy: 'See why, and what you can do',
    preferences: 'Notifications',
    preferencesText: 'What the bell tells you. Each choice is saved at once.',
    kinds: {
      FOLLOW: 'New followers',
      FOLLOW_REQUEST: 'Follow requests',
      FOLLOW_ACCEPTED: 'Accepted follow requests',
      LIKE: 'Likes',
      BOOST: 'Boosts',
      MENTION: 'Mentions',
      COMMENT: 'Comments on your posts',
      REPLY: 'Replies to your comments',
      MESSAGE_REQUEST: 'Message requests',
      HELP_WANTED: 'Requests for help',
      HELP_ANSWERED: 'Answers to requests for help',
      THANKS: 'Thanks',
      QUEST_COMPLETED: 'Finished quests',
      LEVEL_REACHED: 'New levels',
      BADGE_EARNED: 'New badges',
      GROUP_INVITED: 'Invitations to groups',
      GROUP_REQUEST: 'Requests to join your groups',
      GROUP_ACCEPTED: 'Answers to your requests to join',
      GROUP_ROLE: 'New roles in groups',
      GROUP_PIN: 'Pinned posts in groups',
      MILESTONE_REACHED: 'Milestones of your teams',
      JOURNEY_FINISHED: 'Journeys your teams have finished',
      MEMBER_PASSED: 'Who passes you in a team',
      WARNED: 'Warnings',
      CONTENT_HIDDEN: 'Hidden posts and messages',
      SUSPENDED: 'Suspensions',
      DECISION_LIFTED: 'Decisions taken back',
      APPEAL_REJECTED: 'Answers to appeals',
    },
  },
  es: {
    title: 'Notificaciones',
    which: 'Qué notificaciones',
    all: 'Todas',
    unread: 'Sin leer',
    markAll: 'Marcar todo como leído',
    empty: 'Nada todavía',
    emptyHint: 'Cuando alguien te siga, te responda o le guste lo que escribes, lo leerás aquí.',
    noUnread: 'Lo has leído todo',
    isNew: 'Nueva',
    someone: 'Alguien',
    two: (first, second) => `${first} y ${second}`,
    andOthers: (name, others) =>
      `${name} y ${plural('es', others, { one: '# persona más', other: '# personas más' })}`,
    pictures: 'Imágenes',
    deeds: {
      FOLLOW: (who, several) => `${who} ${several ? 'han' : 'ha'} empezado a seguirte`,
      FOLLOW_REQUEST: (who, several) => `${who} ${several ? 'quieren' : 'quiere'} seguirte`,
      FOLLOW_ACCEPTED: (who, several) => `${who} ${several ? 'han' : 'ha'} aceptado tu solicitud`,
      LIKE: (who, several) => `A ${who} ${several ? 'les' : 'le'} gusta tu publicación`,
      BOOST: (who, several) => `${who} ${several ? 'han' : 'ha'} difundido tu publicación`,
      MENTION: (who, several) => `${who} ${several ? 'te han' : 'te ha'} mencionado`,
      COMMENT: (who, several) => `${who} ${several ? 'han' : 'ha'} comentado tu publicación`,
      REPLY: (who, several) => `${who} ${several ? 'te han' : 'te ha'} respondido`,
      MESSAGE_REQUEST: (who, several) => `${who} ${several ? 'quieren' : 'quiere'} escribirte`,
      HELP_WANTED: (who, several) =>
        `${who} ${several ? 'piden' : 'pide'} ayuda con algo que ya has hecho`,
      HELP_ANSWERED: (who, several) =>
        `${who} ${several ? 'han respondido' : 'ha respondido'} a una petición de ayuda`,
      THANKS: (who, several) => `${who} te ${several ? 'agradecen' : 'agradece'} tu ayuda`,
      GROUP_INVITED: (who, several) => `${who} ${several ? 'te han' : 'te ha'} invitado a un grupo`,
      GROUP_REQUEST: (who, several) => `${who} ${several ? 'piden' : 'pide'} entrar en tu grupo`,
      GROUP_ACCEPTED: (who, several) =>
        `${who} ${several ? 'te han' : 'te ha'} admitido en el grupo`,
      GROUP_ROLE: (who, several) =>
        `${who} ${several ? 'te han' : 'te ha'} dado otro papel en el grupo`,
      GROUP_PIN: (who, several) =>
        `${who} ${several ? 'han' : 'ha'} fijado una publicación en el grupo`,
      MEMBER_PASSED: (who, several) =>
        `${who} ${several ? 'te han' : 'te ha'} adelantado en el viaje`,
    },
    own: {
      MILESTONE_REACHED: (title) => `Tu equipo ha alcanzado un hito: ${title}`,
      JOURNEY_FINISHED: (title) => `Tu equipo ha llegado: ${title}`,
      QUEST_COMPLETED: (title) => `Misión cumplida: ${title}`,
      LEVEL_REACHED: (level) => `Has llegado al nivel ${level}`,
      BADGE_EARNED: (badge) => `Nueva insignia: ${badge}`,
    },
    decided: {
      WARNED: 'La moderación te ha avisado',
      CONTENT_HIDDEN: 'La moderación ha ocultado algo que escribiste',
      SUSPENDED: 'Tu cuenta está suspendida',
      DECISION_LIFTED: 'Se ha retirado una decisión sobre ti',
      APPEAL_REJECTED: 'Se ha revisado tu recurso: la decisión se mantiene',
    },
    seeWhy: 'Mira por qué y qué puedes hacer',
    preferences: 'Notificaciones',
    preferencesText: 'Lo que te cuenta la campana. Cada elección se guarda al momento.',
    kinds: {
      FOLLOW: 'Seguidores nuevos',
      FOLLOW_REQUEST: 'Solicitudes para seguirte',
      FOLLOW_ACCEPTED: 'Solicitudes aceptadas',
      LIKE: 'Me gusta',
      BOOST: 'Difusiones',
      MENTION: 'Menciones',
      COMMENT: 'Comentarios en tus publicaciones',
      REPLY: 'Respuestas a tus comentarios',
      MESSAGE_REQUEST: 'Solicitudes de mensajes',
      HELP_WANTED: 'Peticiones de ayuda',
      HELP_ANSWERED: 'Respuestas a peticiones de ayuda',
      THANKS: 'Agradecimientos',
      QUEST_COMPLETED: 'Misiones cumplidas',
      LEVEL_REACHED: 'Niveles nuevos',
      BADGE_EARNED: 'Insignias nuevas',
      GROUP_INVITED: 'Invitaciones a grupos',
      GROUP_REQUEST: 'Solicitudes para entrar en tus grupos',
      GROUP_ACCEPTED: 'Respuestas a tus solicitudes de entrada',
      GROUP_ROLE: 'Papeles nuevos en grupos',
      GROUP_PIN: 'Publicaciones fijadas en grupos',
      MILESTONE_REACHED: 'Hitos de tus equipos',
      JOURNEY_FINISHED: 'Viajes que tus equipos han terminado',
      MEMBER_PASSED: 'Quién te adelanta en un equipo',
      WARNED: 'Avisos',
      CONTENT_HIDDEN: 'Publicaciones y mensajes ocultados',
      SUSPENDED: 'Suspensiones',
      DECISION_LIFTED: 'Decisiones retiradas',
      APPEAL_REJECTED: 'Respuestas a recursos',
    },
  },
  fr: {
    title: 'Notifications',
    which: 'Quelles notifications',
    all: 'Toutes',
    unread: 'Non lues',
    markAll: 'Tout marquer comme lu',
    empty: 'Rien pour l’instant',
    emptyHint: 'Quand quelqu’un te suit, te répond ou aime ce que tu écris, tu le lis ici.',
    noUnread: 'Tu as tout lu',
    isNew: 'Nouvelle',
    someone: 'Quelqu’un',
    two: (first, second) => `${first} et ${second}`,
    andOthers: (name, others) =>
      `${name} et ${plural('fr', others, { one: '# autre personne', other: '# autres personnes' })}`,
    pictures: 'Images',
    deeds: {
      FOLLOW: (who, several) => `${who} ${several ? 'te suivent' : 'te suit'} désormais`,
      FOLLOW_REQUEST: (who, several) => `${who} ${several ? 'demandent' : 'demande'} à te suivre`,
      FOLLOW_ACCEPTED: (who, several) => `${who} ${several ? 'ont' : 'a'} accepté ta demande`,
      LIKE: (who, several) => `${who} ${several ? 'aiment' : 'aime'} ta publication`,
      BOOST: (who, several) => `${who} ${several ? 'ont' : 'a'} relayé ta publication`,
      MENTION: (who, several) => `${who} ${several ? 't’ont' : 't’a'} mentionné`,
      COMMENT: (who, several) => `${who} ${several ? 'ont' : 'a'} commenté ta publication`,
      REPLY: (who, several) => `${who} ${several ? 't’ont' : 't’a'} répondu`,
      MESSAGE_REQUEST: (who, several) => `${who} ${several ? 'voudraient' : 'voudrait'} t’écrire`,
      HELP_WANTED: (who, several) =>
        `${who} ${several ? 'demandent' : 'demande'} de l’aide pour ce que tu as déjà fait`,
      HELP_ANSWERED: (who, several) =>
        `${who} ${several ? 'ont répondu' : 'a répondu'} à une demande d’aide`,
      THANKS: (who, several) => `${who} te ${several ? 'remercient' : 'remercie'} de ton aide`,
      GROUP_INVITED: (who, several) => `${who} ${several ? 't’ont' : 't’a'} invité dans un groupe`,
      GROUP_REQUEST: (who, several) =>
        `${who} ${several ? 'demandent' : 'demande'} à rejoindre ton groupe`,
      GROUP_ACCEPTED: (who, several) => `${who} ${several ? 't’ont' : 't’a'} admis dans le groupe`,
      GROUP_ROLE: (who, several) =>
        `${who} ${several ? 't’ont' : 't’a'} donné un autre rôle dans le groupe`,
      GROUP_PIN: (who, several) =>
        `${who} ${several ? 'ont' : 'a'} épinglé une publication dans le groupe`,
      MEMBER_PASSED: (who, several) =>
        `${who} ${several ? 't’ont' : 't’a'} dépassé sur le parcours`,
    },
    own: {
      MILESTONE_REACHED: (title) => `Ton équipe a atteint une étape : ${title}`,
      JOURNEY_FINISHED: (title) => `Ton équipe est arrivée : ${title}`,
      QUEST_COMPLETED: (title) => `Quête accomplie : ${title}`,
      LEVEL_REACHED: (level) => `Tu as atteint le niveau ${level}`,
      BADGE_EARNED: (badge) => `Nouveau badge : ${badge}`,
    },
    decided: {
      WARNED: 'La modération t’a averti',
      CONTENT_HIDDEN: 'La modération a masqué quelque chose que tu as écrit',
      SUSPENDED: 'Ton compte est suspendu',
      DECISION_LIFTED: 'Une décision te concernant a été annulée',
      APPEAL_REJECTED: 'Ton recours a été examiné : la décision est maintenue',
    },
    seeWhy: 'Vois pourquoi, et ce que tu peux faire',
    preferences: 'Notifications',
    preferencesText: 'Ce que la cloche te dit. Chaque choix est enregistré aussitôt.',
    kinds: {
      FOLLOW: 'Nouveaux abonnés',
      FOLLOW_REQUEST: 'Demandes pour te suivre',
      FOLLOW_ACCEPTED: 'Demandes acceptées',
      LIKE: 'J’aime',
      BOOST: 'Relais',
      MENTION: 'Mentions',
      COMMENT: 'Commentaires sous tes publications',
      REPLY: 'Réponses à tes commentaires',
      MESSAGE_REQUEST: 'Demandes de message',
      HELP_WANTED: 'Demandes d’aide',
      HELP_ANSWERED: 'Réponses aux demandes d’aide',
      THANKS: 'Remerciements',
      QUEST_COMPLETED: 'Quêtes accomplies',
      LEVEL_REACHED: 'Nouveaux niveaux',
      BADGE_EARNED: 'Nouveaux badges',
      GROUP_INVITED: 'Invitations à des groupes',
      GROUP_REQUEST: 'Demandes pour rejoindre tes groupes',
      GROUP_ACCEPTED: 'Réponses à tes demandes d’adhésion',
      GROUP_ROLE: 'Nouveaux rôles dans les groupes',
      GROUP_PIN: 'Publications épinglées dans les groupes',
      MILESTONE_REACHED: 'Étapes de tes équipes',
      JOURNEY_FINISHED: 'Parcours que tes équipes ont terminés',
      MEMBER_PASSED: 'Qui te dépasse dans une équipe',
      WARNED: 'Avertissements',
      CONTENT_HIDDEN: 'Publications et messages masqués',
      SUSPENDED: 'Suspensions',
      DECISION_LIFTED: 'Décisions annulées',
      APPEAL_REJECTED: 'Réponses aux recours',
    },
  },
  'pt-BR': {
    title: 'Notificações',
    which: 'Quais notificações',
    all: 'Todas',
    unread: 'Não lidas',
    markAll: 'Marcar tudo como lido',
    empty: 'Nada ainda',
    emptyHint: 'Quando alguém seguir, responder ou curtir o que você escreve, você lê aqui.',
    noUnread: 'Você leu tudo',
    isNew: 'Nova',
    someone: 'Alguém',
    two: (first, second) => `${first} e ${second}`,
    andOthers: (name, others) =>
      `${name} e ${plural('pt-BR', others, { one: 'mais # pessoa', other: 'mais # pessoas' })}`,
    pictures: 'Imagens',
    deeds: {
      FOLLOW: (who, several) => `${who} ${several ? 'começaram' : 'começou'} a seguir você`,
      FOLLOW_REQUEST: (who, several) => `${who} ${several ? 'pediram' : 'pediu'} para seguir você`,
      FOLLOW_ACCEPTED: (who, several) => `${who} ${several ? 'aceitaram' : 'aceitou'} seu pedido`,
      LIKE: (who, several) => `${who} ${several ? 'curtiram' : 'curtiu'} sua publicação`,
      BOOST: (who, several) =>
        `${who} ${several ? 'compartilharam' : 'compartilhou'} sua publicação`,
      MENTION: (who, several) => `${who} ${several ? 'mencionaram' : 'mencionou'} você`,
      COMMENT: (who, several) => `${who} ${several ? 'comentaram' : 'comentou'} sua publicação`,
      REPLY: (who, several) => `${who} ${several ? 'responderam' : 'respondeu'} a você`,
      MESSAGE_REQUEST: (who, several) => `${who} ${several ? 'querem' : 'quer'} escrever para você`,
      HELP_WANTED: (who, several) =>
        `${who} ${several ? 'pedem' : 'pede'} ajuda com algo que você já fez`,
      HELP_ANSWERED: (who, several) =>
        `${who} ${several ? 'responderam' : 'respondeu'} a um pedido de ajuda`,
      THANKS: (who, several) => `${who} ${several ? 'agradecem' : 'agradece'} a sua ajuda`,
      GROUP_INVITED: (who, several) =>
        `${who} ${several ? 'convidaram' : 'convidou'} você para um grupo`,
      GROUP_REQUEST: (who, several) =>
        `${who} ${several ? 'pediram' : 'pediu'} para entrar no seu grupo`,
      GROUP_ACCEPTED: (who, several) => `${who} ${several ? 'aceitaram' : 'aceitou'} você no grupo`,
      GROUP_ROLE: (who, several) =>
        `${who} ${several ? 'deram' : 'deu'} a você outro papel no grupo`,
      GROUP_PIN: (who, several) =>
        `${who} ${several ? 'fixaram' : 'fixou'} uma publicação no grupo`,
      MEMBER_PASSED: (who, several) => `${who} ${several ? 'passaram' : 'passou'} você na jornada`,
    },
    own: {
      MILESTONE_REACHED: (title) => `Sua equipe alcançou um marco: ${title}`,
      JOURNEY_FINISHED: (title) => `Sua equipe chegou: ${title}`,
      QUEST_COMPLETED: (title) => `Missão cumprida: ${title}`,
      LEVEL_REACHED: (level) => `Você chegou ao nível ${level}`,
      BADGE_EARNED: (badge) => `Nova medalha: ${badge}`,
    },
    decided: {
      WARNED: 'A moderação avisou você',
      CONTENT_HIDDEN: 'A moderação ocultou algo que você escreveu',
      SUSPENDED: 'Sua conta está suspensa',
      DECISION_LIFTED: 'Uma decisão sobre você foi retirada',
      APPEAL_REJECTED: 'Seu recurso foi analisado: a decisão continua',
    },
    seeWhy: 'Veja por quê e o que você pode fazer',
    preferences: 'Notificações',
    preferencesText: 'O que o sino conta. Cada escolha é salva na hora.',
    kinds: {
      FOLLOW: 'Novos seguidores',
      FOLLOW_REQUEST: 'Pedidos para seguir você',
      FOLLOW_ACCEPTED: 'Pedidos aceitos',
      LIKE: 'Curtidas',
      BOOST: 'Compartilhamentos',
      MENTION: 'Menções',
      COMMENT: 'Comentários nas suas publicações',
      REPLY: 'Respostas aos seus comentários',
      MESSAGE_REQUEST: 'Pedidos de mensagem',
      HELP_WANTED: 'Pedidos de ajuda',
      HELP_ANSWERED: 'Respostas a pedidos de ajuda',
      THANKS: 'Agradecimentos',
      QUEST_COMPLETED: 'Missões cumpridas',
      LEVEL_REACHED: 'Novos níveis',
      BADGE_EARNED: 'Novas medalhas',
      GROUP_INVITED: 'Convites para grupos',
      GROUP_REQUEST: 'Pedidos para entrar nos seus grupos',
      GROUP_ACCEPTED: 'Respostas aos seus pedidos de entrada',
      GROUP_ROLE: 'Novos papéis em grupos',
      GROUP_PIN: 'Publicações fixadas em grupos',
      MILESTONE_REACHED: 'Marcos das suas equipes',
      JOURNEY_FINISHED: 'Jornadas que suas equipes terminaram',
      MEMBER_PASSED: 'Quem passa você em uma equipe',
      WARNED: 'Avisos',
      CONTENT_HIDDEN: 'Publicações e mensagens ocultados',
      SUSPENDED: 'Suspensões',
      DECISION_LIFTED: 'Decisões retiradas',
      APPEAL_REJECTED: 'Respostas a recursos',
    },
  },
};
