// People: profiles, following, requests, blocking, and the lists they stand in.
import { plural, type Texts } from './texts';

export interface PeopleTexts {
  readonly title: string;
  readonly follow: string;
  readonly followBack: string;
  readonly following: string;
  readonly requested: string;
  readonly unfollowHint: string;
  readonly takeBackHint: string;
  readonly followsYou: string;
  readonly tabs: Readonly<Record<'activity' | 'posts' | 'followers' | 'following', string>>;
  readonly tabsOf: (name: string) => string;
  readonly postCount: (count: number) => string;
  readonly followerCount: (count: number) => string;
  readonly followingCount: (count: number) => string;
  readonly more: (name: string) => string;
  readonly mute: string;
  readonly unmute: string;
  readonly muted: (name: string) => string;
  readonly unmuted: (name: string) => string;
  readonly youMute: string;
  readonly block: string;
  readonly unblock: string;
  readonly blockTitle: (name: string) => string;
  readonly blockText: string;
  readonly blocked: (name: string) => string;
  readonly youBlock: string;
  readonly removeFollower: string;
  readonly removedFollower: (name: string) => string;
  readonly editProfile: string;
  readonly hiddenTitle: string;
  readonly hiddenText: Readonly<Record<'FOLLOWERS' | 'PRIVATE', string>>;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly backToPeople: string;
  readonly noFollowers: string;
  readonly noFollowing: string;
  readonly find: string;
  readonly findText: string;
  readonly nickname: string;
  readonly go: string;
  readonly noSuchPerson: string;
  readonly requests: string;
  readonly requestsText: string;
  readonly noRequests: string;
  readonly accept: (name: string) => string;
  readonly decline: (name: string) => string;
  readonly acceptShort: string;
  readonly declineShort: string;
  readonly accepted: (name: string) => string;
  readonly sentRequests: string;
  readonly noSentRequests: string;
  readonly blockedPeople: string;
  readonly mutedPeople: string;
  readonly nobodyBlocked: string;
  readonly nobodyMuted: string;
  readonly privacy: string;
  readonly visibility: string;
  readonly visibilities: Readonly<
    Record<'PUBLIC' | 'FOLLOWERS' | 'PRIVATE', { readonly name: string; readonly text: string }>
  >;
  readonly sharing: string;
  readonly sharingText: string;
  readonly kinds: Readonly<
    Record<'goals' | 'tasks' | 'quests' | 'workouts' | 'badges' | 'milestones', string>
  >;
  readonly audiences: Readonly<Record<'PUBLIC' | 'FOLLOWERS' | 'PRIVATE', string>>;
  readonly pickHint: string;
  readonly nobodyToPick: string;
  readonly nobodyFound: string;
  readonly unpick: (name: string) => string;
}

export const peopleTexts: Texts<PeopleTexts> = {
  en: {
    title: 'People',
    follow: 'Follow',
    followBack: 'Follow back',
    following: 'Following',
    requested: 'Requested',
    unfollowHint: 'Press to unfollow.',
    takeBackHint: 'Press to take the request back.',
    followsYou: 'Follows you',
    tabs: {
      activity: 'Activity',
      posts: 'Posts',
      followers: 'Followers',
      following: 'Following',
    },
    tabsOf: (name) => `Pages of ${name}`,
    postCount: (count) => plural('en', count, { one: 'post', other: 'posts' }),
    followerCount: (count) => plural('en', count, { one: 'follower', other: 'followers' }),
    followingCount: () => 'following',
    more: (name) => `More about ${name}`,
    mute: 'Mute',
    unmute: 'Unmute',
    muted: (name) => `${name} is muted. They are not told.`,
    unmuted: (name) => `You hear from ${name} again.`,
    youMute: 'You have muted this person.',
    block: 'Block',
    unblock: 'Unblock',
    blockTitle: (name) => `Block ${name}?`,
    blockText:
      'You stop following each other, and neither of you sees or reaches the other any more. They are not told.',
    blocked: (name) => `${name} is blocked.`,
    youBlock: 'You have blocked this person.',
    removeFollower: 'Remove as follower',
    removedFollower: (name) => `${name} no longer follows you.`,
    editProfile: 'Edit profile',
    hiddenTitle: 'Not for everybody',
    hiddenText: {
      FOLLOWERS: 'Only followers see more of this person. Ask to follow them.',
      PRIVATE: 'This person keeps their profile to themselves.',
    },
    notFound: 'Nobody by that name',
    notFoundHint: 'This person has left, changed their name, or never was here.',
    backToPeople: 'People',
    noFollowers: 'No followers yet',
    noFollowing: 'Follows nobody yet',
    find: 'Find someone',
    findText: 'Ask your friends for their nickname.',
    nickname: 'Nickname',
    go: 'Go to profile',
    noSuchPerson: 'We found nobody by that nickname.',
    requests: 'Follow requests',
    requestsText: 'They see what you share with followers once you accept.',
    noRequests: 'Nobody is waiting for your answer.',
    accept: (name) => `Accept ${name}`,
    decline: (name) => `Decline ${name}`,
    acceptShort: 'Accept',
    declineShort: 'Decline',
    accepted: (name) => `${name} follows you now.`,
    sentRequests: 'Waiting for an answer',
    noSentRequests: 'You have no open requests.',
    blockedPeople: 'Blocked',
    mutedPeople: 'Muted',
    nobodyBlocked: 'You have blocked nobody.',
    nobodyMuted: 'You have muted nobody.',
    privacy: 'Who sees what',
    visibility: 'Your profile',
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Everybody here sees it and can follow you at once.' },
      FOLLOWERS: { name: 'Followers', text: 'Others see your card, and ask before they follow.' },
      PRIVATE: {
        name: 'Private',
        text: 'As for followers; your counts and lists are yours alone.',
      },
    },
    sharing: 'Your activities',
    sharingText: 'What appears in other people’s feeds by itself.',
    kinds: {
      goals: 'Goals made and reached',
      tasks: 'Tasks finished',
      quests: 'Quests finished',
      workouts: 'Workouts',
      badges: 'Badges',
      milestones: 'New levels',
    },
    audiences: { PUBLIC: 'Everybody', FOLLOWERS: 'Followers', PRIVATE: 'Only me' },
    pickHint: 'Name or nickname',
    nobodyToPick: 'Type a name to find people.',
    nobodyFound: 'Nobody by that name.',
    unpick: (name) => `Leave ${name} out`,
  },
  es: {
    title: 'Gente',
    follow: 'Seguir',
    followBack: 'Seguir también',
    following: 'Siguiendo',
    requested: 'Solicitado',
    unfollowHint: 'Pulsa para dejar de seguir.',
    takeBackHint: 'Pulsa para retirar la solicitud.',
    followsYou: 'Te sigue',
    tabs: {
      activity: 'Actividad',
      posts: 'Publicaciones',
      followers: 'Seguidores',
      following: 'Siguiendo',
    },
    tabsOf: (name) => `Páginas de ${name}`,
    postCount: (count) => plural('es', count, { one: 'publicación', other: 'publicaciones' }),
    followerCount: (count) => plural('es', count, { one: 'seguidor', other: 'seguidores' }),
    followingCount: (count) => plural('es', count, { one: 'seguido', other: 'seguidos' }),
    more: (name) => `Más sobre ${name}`,
    mute: 'Silenciar',
    unmute: 'Dejar de silenciar',
    muted: (name) => `Has silenciado a ${name}. No se lo diremos.`,
    unmuted: (name) => `Vuelves a saber de ${name}.`,
    youMute: 'Has silenciado a esta persona.',
    block: 'Bloquear',
    unblock: 'Desbloquear',
    blockTitle: (name) => `¿Bloquear a ${name}?`,
    blockText: 'Dejáis de seguiros y ninguno podrá ver ni contactar al otro. No se lo diremos.',
    blocked: (name) => `Has bloqueado a ${name}.`,
    youBlock: 'Has bloqueado a esta persona.',
    removeFollower: 'Quitar de seguidores',
    removedFollower: (name) => `${name} ya no te sigue.`,
    editProfile: 'Editar perfil',
    hiddenTitle: 'No es para todo el mundo',
    hiddenText: {
      FOLLOWERS: 'Solo sus seguidores ven más de esta persona. Pide seguirla.',
      PRIVATE: 'Esta persona guarda su perfil para sí.',
    },
    notFound: 'Nadie con ese nombre',
    notFoundHint: 'Esta persona se fue, cambió de nombre o nunca estuvo aquí.',
    backToPeople: 'Gente',
    noFollowers: 'Aún sin seguidores',
    noFollowing: 'Aún no sigue a nadie',
    find: 'Encuentra a alguien',
    findText: 'Pide a tus amigos su apodo.',
    nickname: 'Apodo',
    go: 'Ver perfil',
    noSuchPerson: 'No hemos encontrado a nadie con ese apodo.',
    requests: 'Solicitudes para seguirte',
    requestsText: 'Verán lo que compartes con seguidores cuando aceptes.',
    noRequests: 'Nadie espera tu respuesta.',
    accept: (name) => `Aceptar a ${name}`,
    decline: (name) => `Rechazar a ${name}`,
    acceptShort: 'Aceptar',
    declineShort: 'Rechazar',
    accepted: (name) => `${name} ya te sigue.`,
    sentRequests: 'A la espera de respuesta',
    noSentRequests: 'No tienes solicitudes abiertas.',
    blockedPeople: 'Personas bloqueadas',
    mutedPeople: 'Personas silenciadas',
    nobodyBlocked: 'No has bloqueado a nadie.',
    nobodyMuted: 'No has silenciado a nadie.',
    privacy: 'Quién ve qué',
    visibility: 'Tu perfil',
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos aquí lo ven y pueden seguirte al momento.' },
      FOLLOWERS: {
        name: 'Seguidores',
        text: 'Los demás ven tu tarjeta y piden permiso para seguirte.',
      },
      PRIVATE: { name: 'Privado', text: 'Como seguidores; tus cifras y listas son solo tuyas.' },
    },
    sharing: 'Tus actividades',
    sharingText: 'Lo que aparece solo en las novedades de otros.',
    kinds: {
      goals: 'Metas creadas y alcanzadas',
      tasks: 'Tareas terminadas',
      quests: 'Misiones terminadas',
      workouts: 'Entrenos',
      badges: 'Insignias',
      milestones: 'Niveles nuevos',
    },
    audiences: { PUBLIC: 'Todos', FOLLOWERS: 'Seguidores', PRIVATE: 'Solo yo' },
    pickHint: 'Nombre o apodo',
    nobodyToPick: 'Escribe un nombre para encontrar gente.',
    nobodyFound: 'Nadie con ese nombre.',
    unpick: (name) => `Quitar a ${name}`,
  },
  fr: {
    title: 'Personnes',
    follow: 'Suivre',
    followBack: 'Suivre en retour',
    following: 'Suivi',
    requested: 'Demandé',
    unfollowHint: 'Appuie pour ne plus suivre.',
    takeBackHint: 'Appuie pour retirer la demande.',
    followsYou: 'Te suit',
    tabs: {
      activity: 'Activité',
      posts: 'Publications',
      followers: 'Abonnés',
      following: 'Abonnements',
    },
    tabsOf: (name) => `Pages de ${name}`,
    postCount: (count) => plural('fr', count, { one: 'publication', other: 'publications' }),
    followerCount: (count) => plural('fr', count, { one: 'abonné', other: 'abonnés' }),
    followingCount: (count) => plural('fr', count, { one: 'abonnement', other: 'abonnements' }),
    more: (name) => `Plus sur ${name}`,
    mute: 'Masquer',
    unmute: 'Ne plus masquer',
    muted: (name) => `${name} est en sourdine, sans le savoir.`,
    unmuted: (name) => `Tu as de nouveau des nouvelles de ${name}.`,
    youMute: 'Tu as mis cette personne en sourdine.',
    block: 'Bloquer',
    unblock: 'Débloquer',
    blockTitle: (name) => `Bloquer ${name} ?`,
    blockText:
      'Vous ne vous suivez plus, et aucun de vous ne peut voir ni joindre l’autre. Rien ne lui est dit.',
    blocked: (name) => `${name} est bloqué.`,
    youBlock: 'Tu as bloqué cette personne.',
    removeFollower: 'Retirer des abonnés',
    removedFollower: (name) => `${name} ne te suit plus.`,
    editProfile: 'Modifier le profil',
    hiddenTitle: 'Pas pour tout le monde',
    hiddenText: {
      FOLLOWERS: 'Seuls les abonnés en voient plus. Demande à suivre cette personne.',
      PRIVATE: 'Cette personne garde son profil pour elle.',
    },
    notFound: 'Personne de ce nom',
    notFoundHint: 'Cette personne est partie, a changé de nom ou n’a jamais été ici.',
    backToPeople: 'Personnes',
    noFollowers: 'Pas encore d’abonnés',
    noFollowing: 'Ne suit encore personne',
    find: 'Trouver quelqu’un',
    findText: 'Demande leur pseudo à tes amis.',
    nickname: 'Pseudo',
    go: 'Voir le profil',
    noSuchPerson: 'Nous n’avons trouvé personne de ce pseudo.',
    requests: 'Demandes d’abonnement',
    requestsText: 'Ils verront ce que tu partages avec tes abonnés une fois acceptés.',
    noRequests: 'Personne n’attend ta réponse.',
    accept: (name) => `Accepter ${name}`,
    decline: (name) => `Refuser ${name}`,
    acceptShort: 'Accepter',
    declineShort: 'Refuser',
    accepted: (name) => `${name} te suit désormais.`,
    sentRequests: 'En attente de réponse',
    noSentRequests: 'Tu n’as aucune demande en cours.',
    blockedPeople: 'Personnes bloquées',
    mutedPeople: 'Personnes masquées',
    nobodyBlocked: 'Tu n’as bloqué personne.',
    nobodyMuted: 'Tu n’as masqué personne.',
    privacy: 'Qui voit quoi',
    visibility: 'Ton profil',
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Tout le monde ici le voit et peut te suivre aussitôt.' },
      FOLLOWERS: {
        name: 'Abonnés',
        text: 'Les autres voient ta carte et demandent avant de te suivre.',
      },
      PRIVATE: {
        name: 'Privé',
        text: 'Comme pour les abonnés ; tes chiffres et listes ne sont qu’à toi.',
      },
    },
    sharing: 'Tes activités',
    sharingText: 'Ce qui apparaît de soi-même dans le fil des autres.',
    kinds: {
      goals: 'Objectifs créés et atteints',
      tasks: 'Tâches terminées',
      quests: 'Quêtes terminées',
      workouts: 'Séances',
      badges: 'Badges gagnés',
      milestones: 'Nouveaux niveaux',
    },
    audiences: { PUBLIC: 'Tout le monde', FOLLOWERS: 'Abonnés', PRIVATE: 'Moi seul' },
    pickHint: 'Nom ou pseudo',
    nobodyToPick: 'Tape un nom pour trouver du monde.',
    nobodyFound: 'Personne de ce nom.',
    unpick: (name) => `Retirer ${name}`,
  },
  'pt-BR': {
    title: 'Pessoas',
    follow: 'Seguir',
    followBack: 'Seguir também',
    following: 'Seguindo',
    requested: 'Solicitado',
    unfollowHint: 'Toque para deixar de seguir.',
    takeBackHint: 'Toque para retirar o pedido.',
    followsYou: 'Segue você',
    tabs: {
      activity: 'Atividade',
      posts: 'Publicações',
      followers: 'Seguidores',
      following: 'Seguindo',
    },
    tabsOf: (name) => `Páginas de ${name}`,
    postCount: (count) => plural('pt-BR', count, { one: 'publicação', other: 'publicações' }),
    followerCount: (count) => plural('pt-BR', count, { one: 'seguidor', other: 'seguidores' }),
    followingCount: () => 'seguindo',
    more: (name) => `Mais sobre ${name}`,
    mute: 'Silenciar',
    unmute: 'Reativar',
    muted: (name) => `${name} foi silenciado, sem aviso.`,
    unmuted: (name) => `Você volta a ver ${name}.`,
    youMute: 'Você silenciou esta pessoa.',
    block: 'Bloquear',
    unblock: 'Desbloquear',
    blockTitle: (name) => `Bloquear ${name}?`,
    blockText:
      'Vocês deixam de se seguir, e nenhum dos dois vê nem contata o outro. A pessoa não é avisada.',
    blocked: (name) => `${name} foi bloqueado.`,
    youBlock: 'Você bloqueou esta pessoa.',
    removeFollower: 'Remover dos seguidores',
    removedFollower: (name) => `${name} não segue mais você.`,
    editProfile: 'Editar perfil',
    hiddenTitle: 'Não é para todos',
    hiddenText: {
      FOLLOWERS: 'Só seguidores veem mais desta pessoa. Peça para segui-la.',
      PRIVATE: 'Esta pessoa guarda o perfil para si.',
    },
    notFound: 'Ninguém com esse nome',
    notFoundHint: 'Esta pessoa saiu, mudou de nome ou nunca esteve aqui.',
    backToPeople: 'Pessoas',
    noFollowers: 'Ainda sem seguidores',
    noFollowing: 'Ainda não segue ninguém',
    find: 'Encontre alguém',
    findText: 'Peça o apelido aos seus amigos.',
    nickname: 'Apelido',
    go: 'Ver perfil',
    noSuchPerson: 'Não encontramos ninguém com esse apelido.',
    requests: 'Pedidos para seguir você',
    requestsText: 'Verão o que você compartilha com seguidores quando você aceitar.',
    noRequests: 'Ninguém espera sua resposta.',
    accept: (name) => `Aceitar ${name}`,
    decline: (name) => `Recusar ${name}`,
    acceptShort: 'Aceitar',
    declineShort: 'Recusar',
    accepted: (name) => `${name} agora segue você.`,
    sentRequests: 'Esperando resposta',
    noSentRequests: 'Você não tem pedidos abertos.',
    blockedPeople: 'Pessoas bloqueadas',
    mutedPeople: 'Pessoas silenciadas',
    nobodyBlocked: 'Você não bloqueou ninguém.',
    nobodyMuted: 'Você não silenciou ninguém.',
    privacy: 'Quem vê o quê',
    visibility: 'Seu perfil',
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos aqui veem e podem seguir você na hora.' },
      FOLLOWERS: { name: 'Seguidores', text: 'Os outros veem seu cartão e pedem para seguir.' },
      PRIVATE: { name: 'Privado', text: 'Como seguidores; seus números e listas são só seus.' },
    },
    sharing: 'Suas atividades',
    sharingText: 'O que aparece sozinho no feed dos outros.',
    kinds: {
      goals: 'Metas criadas e alcançadas',
      tasks: 'Tarefas concluídas',
      quests: 'Missões concluídas',
      workouts: 'Treinos',
      badges: 'Medalhas',
      milestones: 'Novos níveis',
    },
    audiences: { PUBLIC: 'Todos', FOLLOWERS: 'Seguidores', PRIVATE: 'Só eu' },
    pickHint: 'Nome ou apelido',
    nobodyToPick: 'Digite um nome para encontrar pessoas.',
    nobodyFound: 'Ninguém com esse nome.',
    unpick: (name) => `Tirar ${name}`,
  },
};
