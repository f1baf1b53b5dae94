// The feed, posts, comments, and writing them.
import type { ActivityKind } from '@/models';
import { plural, type Texts } from './texts';

export type DeedKind = Exclude<ActivityKind, 'POST' | 'BOOST'> | 'MILESTONE_REACHED';
/** What somebody did: once (`what` names it), or several times. */
interface Deed {
  readonly one: (name: string, what: string) => string;
  readonly many: (name: string, count: number) => string;
}

export interface PostsTexts {
  readonly newItems: (count: number) => string;
  readonly feed: string;
  readonly feedEmpty: string;
  readonly feedEmptyHint: string;
  readonly findPeople: string;
  readonly composeLabel: string;
  readonly composeHint: string;
  readonly publish: string;
  readonly published: string;
  readonly audience: string;
  readonly visibilities: Readonly<
    Record<
      'PUBLIC' | 'UNLISTED' | 'FOLLOWERS' | 'DIRECT' | 'GROUP',
      { readonly name: string; readonly text: string }
    >
  >;
  readonly addWarning: string;
  readonly warning: string;
  readonly warningHint: string;
  readonly noText: string;
  readonly left: (count: number) => string;
  readonly over: (count: number) => string;
  readonly post: (name: string) => string;
  readonly boostedBy: (name: string) => string;
  readonly edited: string;
  readonly show: string;
  readonly hide: string;
  readonly like: string;
  readonly boost: string;
  readonly comment: string;
  readonly likes: (count: number) => string;
  readonly boosts: (count: number) => string;
  readonly comments: (count: number) => string;
  readonly notBoostable: string;
  readonly more: string;
  readonly editPost: string;
  readonly deletePost: string;
  readonly deletePostText: string;
  readonly deleted: string;
  readonly history: string;
  readonly historyText: string;
  readonly editComment: string;
  readonly commentHistoryText: string;
  readonly text: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly backToFeed: string;
  readonly commentsTitle: string;
  readonly noComments: string;
  readonly writeComment: string;
  readonly reply: string;
  readonly replyTo: (name: string) => string;
  readonly replies: (count: number) => string;
  readonly hideReplies: string;
  readonly deletedComment: string;
  readonly deleteComment: string;
  readonly deleteCommentText: string;
  readonly sending: string;
  readonly noPosts: string;
  readonly noActivity: string;
  readonly showAll: (count: number) => string;
  readonly showLess: string;
  readonly noTagged: string;
  readonly level: (level: number) => string;
  readonly deeds: Readonly<Record<DeedKind, Deed>>;
  readonly notAnswerable: string;
  readonly membersAnswer: string;
  readonly moreComment: (name: string) => string;
}

export const postsTexts: Texts<PostsTexts> = {
  en: {
    newItems: (count) => plural('en', count, { other: '# new' }),
    feed: 'Feed',
    feedEmpty: 'Quiet on the trail',
    feedEmptyHint:
      'Follow people, and what they do and write appears here. Or write something yourself.',
    findPeople: 'Find people',
    composeLabel: 'What’s on your way?',
    composeHint: 'Share a step, a view, a question…',
    publish: 'Post',
    published: 'Posted.',
    audience: 'Who sees it',
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Everybody, in feeds and under tags' },
      UNLISTED: { name: 'Unlisted', text: 'Everybody who has the link' },
      FOLLOWERS: { name: 'Followers', text: 'Only those who follow you' },
      DIRECT: { name: 'Mentioned', text: 'Only the people you @mention' },
      GROUP: { name: 'Group', text: 'Those who may read the group' },
    },
    addWarning: 'Content warning',
    warning: 'Warning',
    warningHint: 'Shown in place of the post until somebody opens it.',
    noText: 'Write something first.',
    left: (count) => plural('en', count, { one: '# character left', other: '# characters left' }),
    over: (count) =>
      plural('en', count, { one: '# character too many', other: '# characters too many' }),
    post: (name) => `Post by ${name}`,
    boostedBy: (name) => `${name} boosted`,
    edited: 'edited',
    show: 'Show',
    hide: 'Hide',
    like: 'Like',
    boost: 'Boost',
    comment: 'Comment',
    likes: (count) => plural('en', count, { one: '# like', other: '# likes' }),
    boosts: (count) => plural('en', count, { one: '# boost', other: '# boosts' }),
    comments: (count) => plural('en', count, { one: '# comment', other: '# comments' }),
    notBoostable: 'Only posts that everybody may see can be boosted.',
    more: 'More about this post',
    editPost: 'Edit post',
    deletePost: 'Delete this post?',
    deletePostText: 'It leaves every feed, with its comments and likes. This cannot be undone.',
    deleted: 'The post is gone.',
    history: 'Edits',
    historyText: 'What it said before, newest first.',
    editComment: 'Edit comment',
    commentHistoryText: 'What the comment said before, newest first.',
    text: 'Text',
    notFound: 'No post here',
    notFoundHint: 'It was deleted, or it is not for you to see.',
    backToFeed: 'Feed',
    commentsTitle: 'Comments',
    noComments: 'No comments yet. Say something kind.',
    writeComment: 'Your comment',
    reply: 'Reply',
    replyTo: (name) => `Reply to ${name}`,
    replies: (count) => plural('en', count, { one: 'Show # reply', other: 'Show # replies' }),
    hideReplies: 'Hide replies',
    deletedComment: 'This comment was deleted.',
    deleteComment: 'Delete this comment?',
    deleteCommentText: 'Replies to it stay.',
    sending: 'Sending…',
    noPosts: 'No posts yet',
    noActivity: 'Nothing to see yet',
    showAll: (count) => `Show all ${String(count)}`,
    showLess: 'Show less',
    noTagged: 'No public posts with this tag yet',
    level: (level) => `level ${String(level)}`,
    deeds: {
      GOAL_CREATED: {
        one: (name, what) => `${name} set a goal: ${what}`,
        many: (name, count) => `${name} set ${String(count)} goals`,
      },
      GOAL_COMPLETED: {
        one: (name, what) => `${name} reached a goal: ${what}`,
        many: (name, count) => `${name} reached ${String(count)} goals`,
      },
      TASK_COMPLETED: {
        one: (name, what) => `${name} finished a task: ${what}`,
        many: (name, count) => `${name} finished ${String(count)} tasks`,
      },
      QUEST_COMPLETED: {
        one: (name, what) => `${name} finished a quest: ${what}`,
        many: (name, count) => `${name} finished ${String(count)} quests`,
      },
      WORKOUT_LOGGED: {
        one: (name, what) => `${name} logged ${what}`,
        many: (name, count) => `${name} logged ${String(count)} workouts`,
      },
      BADGE_EARNED: {
        one: (name, what) => `${name} earned a badge: ${what}`,
        many: (name, count) => `${name} earned ${String(count)} badges`,
      },
      LEVEL_REACHED: {
        one: (name, what) => `${name} reached ${what}`,
        many: (name, count) => `${name} climbed ${String(count)} levels`,
      },
      MILESTONE_REACHED: {
        one: (name, what) => `${name} brought the team to a milestone: ${what}`,
        many: (name, count) => `${name} brought the team to ${String(count)} milestones`,
      },
    },
    notAnswerable: 'Only members of the group can do this.',
    membersAnswer: 'Members of the group can comment.',
    moreComment: (name) => `More about ${name}’s comment`,
  },
  es: {
    newItems: (count) => plural('es', count, { one: '# novedad', other: '# novedades' }),
    feed: 'Novedades',
    feedEmpty: 'Silencio en el sendero',
    feedEmptyHint:
      'Sigue a otras personas y aquí verás lo que hacen y escriben. O escribe tú algo.',
    findPeople: 'Buscar gente',
    composeLabel: '¿Qué hay en tu camino?',
    composeHint: 'Comparte un paso, una vista, una pregunta…',
    publish: 'Publicar',
    published: 'Publicado.',
    audience: 'Quién lo ve',
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos, en novedades y etiquetas' },
      UNLISTED: { name: 'No listado', text: 'Todos los que tengan el enlace' },
      FOLLOWERS: { name: 'Seguidores', text: 'Solo quienes te siguen' },
      DIRECT: { name: 'Mencionados', text: 'Solo las personas que @menciones' },
      GROUP: { name: 'Grupo', text: 'Quienes pueden leer el grupo' },
    },
    addWarning: 'Advertencia de contenido',
    warning: 'Advertencia',
    warningHint: 'Se muestra en lugar de la publicación hasta que alguien la abra.',
    noText: 'Escribe algo primero.',
    left: (count) => plural('es', count, { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
    over: (count) => plural('es', count, { one: 'Sobra # carácter', other: 'Sobran # caracteres' }),
    post: (name) => `Publicación de ${name}`,
    boostedBy: (name) => `${name} lo ha difundido`,
    edited: 'editado',
    show: 'Mostrar',
    hide: 'Ocultar',
    like: 'Me gusta',
    boost: 'Difundir',
    comment: 'Comentar',
    likes: (count) => plural('es', count, { other: '# me gusta' }),
    boosts: (count) => plural('es', count, { one: '# difusión', other: '# difusiones' }),
    comments: (count) => plural('es', count, { one: '# comentario', other: '# comentarios' }),
    notBoostable: 'Solo se difunden publicaciones que todos pueden ver.',
    more: 'Más sobre esta publicación',
    editPost: 'Editar publicación',
    deletePost: '¿Eliminar esta publicación?',
    deletePostText:
      'Desaparece de todas partes, con sus comentarios y me gusta. No se puede deshacer.',
    deleted: 'Publicación eliminada.',
    history: 'Cambios',
    historyText: 'Lo que decía antes, lo más reciente primero.',
    editComment: 'Editar comentario',
    commentHistoryText: 'Lo que decía el comentario antes, lo más reciente primero.',
    text: 'Texto',
    notFound: 'Aquí no hay nada',
    notFoundHint: 'Se eliminó, o no es para ti.',
    backToFeed: 'Novedades',
    commentsTitle: 'Comentarios',
    noComments: 'Aún no hay comentarios. Di algo amable.',
    writeComment: 'Tu comentario',
    reply: 'Responder',
    replyTo: (name) => `Responder a ${name}`,
    replies: (count) => plural('es', count, { one: 'Ver # respuesta', other: 'Ver # respuestas' }),
    hideReplies: 'Ocultar respuestas',
    deletedComment: 'Este comentario se eliminó.',
    deleteComment: '¿Eliminar este comentario?',
    deleteCommentText: 'Sus respuestas se quedan.',
    sending: 'Enviando…',
    noPosts: 'Aún sin publicaciones',
    noActivity: 'Aún no hay nada que ver',
    showAll: (count) => `Ver las ${String(count)}`,
    showLess: 'Ver menos',
    noTagged: 'Aún no hay publicaciones públicas con esta etiqueta',
    level: (level) => `nivel ${String(level)}`,
    deeds: {
      GOAL_CREATED: {
        one: (name, what) => `${name} se ha puesto una meta: ${what}`,
        many: (name, count) => `${name} se ha puesto ${String(count)} metas`,
      },
      GOAL_COMPLETED: {
        one: (name, what) => `${name} ha alcanzado una meta: ${what}`,
        many: (name, count) => `${name} ha alcanzado ${String(count)} metas`,
      },
      TASK_COMPLETED: {
        one: (name, what) => `${name} ha terminado una tarea: ${what}`,
        many: (name, count) => `${name} ha terminado ${String(count)} tareas`,
      },
      QUEST_COMPLETED: {
        one: (name, what) => `${name} ha cumplido una misión: ${what}`,
        many: (name, count) => `${name} ha cumplido ${String(count)} misiones`,
      },
      WORKOUT_LOGGED: {
        one: (name, what) => `${name} ha registrado ${what}`,
        many: (name, count) => `${name} ha registrado ${String(count)} entrenos`,
      },
      BADGE_EARNED: {
        one: (name, what) => `${name} ha ganado una insignia: ${what}`,
        many: (name, count) => `${name} ha ganado ${String(count)} insignias`,
      },
      LEVEL_REACHED: {
        one: (name, what) => `${name} ha subido de nivel: ${what}`,
        many: (name, count) => `${name} ha subido ${String(count)} niveles`,
      },
      MILESTONE_REACHED: {
        one: (name, what) => `${name} ha llevado al equipo a un hito: ${what}`,
        many: (name, count) => `${name} ha llevado al equipo a ${String(count)} hitos`,
      },
    },
    notAnswerable: 'Solo pueden los miembros del grupo.',
    membersAnswer: 'Pueden comentar los miembros del grupo.',
    moreComment: (name) => `Más sobre el comentario de ${name}`,
  },
  fr: {
    newItems: (count) => plural('fr', count, { one: '# nouveauté', other: '# nouveautés' }),
    feed: 'Fil',
    feedEmpty: 'Calme sur le sentier',
    feedEmptyHint:
      'Suis des personnes : ce qu’elles font et écrivent apparaît ici. Ou écris toi-même.',
    findPeople: 'Trouver des personnes',
    composeLabel: 'Qu’y a-t-il sur ton chemin ?',
    composeHint: 'Partage un pas, une vue, une question…',
    publish: 'Publier',
    published: 'Publié.',
    audience: 'Qui le voit',
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Tout le monde, dans les fils et les tags' },
      UNLISTED: { name: 'Non listé', text: 'Tous ceux qui ont le lien' },
      FOLLOWERS: { name: 'Abonnés', text: 'Seulement ceux qui te suivent' },
      DIRECT: { name: 'Mentionnés', text: 'Seulement les personnes que tu @mentionnes' },
      GROUP: { name: 'Groupe', text: 'Ceux qui peuvent lire le groupe' },
    },
    addWarning: 'Avertissement',
    warning: 'Texte d’avertissement',
    warningHint: 'Affiché à la place de la publication jusqu’à ce qu’on l’ouvre.',
    noText: 'Écris d’abord quelque chose.',
    left: (count) =>
      plural('fr', count, { one: '# caractère restant', other: '# caractères restants' }),
    over: (count) =>
      plural('fr', count, { one: '# caractère de trop', other: '# caractères de trop' }),
    post: (name) => `Publication de ${name}`,
    boostedBy: (name) => `${name} a relayé`,
    edited: 'modifié',
    show: 'Afficher',
    hide: 'Masquer',
    like: 'J’aime',
    boost: 'Relayer',
    comment: 'Commenter',
    likes: (count) => plural('fr', count, { one: '# j’aime', other: '# j’aime' }),
    boosts: (count) => plural('fr', count, { one: '# relais', other: '# relais' }),
    comments: (count) => plural('fr', count, { one: '# commentaire', other: '# commentaires' }),
    notBoostable: 'On ne relaie que les publications visibles par tout le monde.',
    more: 'Plus sur cette publication',
    editPost: 'Modifier la publication',
    deletePost: 'Supprimer cette publication ?',
    deletePostText: 'Elle quitte tous les fils, avec ses commentaires et j’aime. C’est définitif.',
    deleted: 'La publication est supprimée.',
    history: 'Modifications',
    historyText: 'Ce qu’elle disait avant, du plus récent au plus ancien.',
    editComment: 'Modifier le commentaire',
    commentHistoryText: 'Ce que disait le commentaire avant, du plus récent au plus ancien.',
    text: 'Texte',
    notFound: 'Rien ici',
    notFoundHint: 'Elle a été supprimée, ou ne t’est pas destinée.',
    backToFeed: 'Fil',
    commentsTitle: 'Commentaires',
    noComments: 'Pas encore de commentaire. Dis quelque chose de gentil.',
    writeComment: 'Ton commentaire',
    reply: 'Répondre',
    replyTo: (name) => `Répondre à ${name}`,
    replies: (count) => plural('fr', count, { one: 'Voir # réponse', other: 'Voir # réponses' }),
    hideReplies: 'Masquer les réponses',
    deletedComment: 'Ce commentaire a été supprimé.',
    deleteComment: 'Supprimer ce commentaire ?',
    deleteCommentText: 'Ses réponses restent.',
    sending: 'Envoi…',
    noPosts: 'Pas encore de publication',
    noActivity: 'Rien à voir pour le moment',
    showAll: (count) => `Voir les ${String(count)}`,
    showLess: 'Voir moins',
    noTagged: 'Pas encore de publication publique avec ce tag',
    level: (level) => `niveau ${String(level)}`,
    deeds: {
      GOAL_CREATED: {
        one: (name, what) => `${name} s’est fixé un objectif : ${what}`,
        many: (name, count) => `${name} s’est fixé ${String(count)} objectifs`,
      },
      GOAL_COMPLETED: {
        one: (name, what) => `${name} a atteint un objectif : ${what}`,
        many: (name, count) => `${name} a atteint ${String(count)} objectifs`,
      },
      TASK_COMPLETED: {
        one: (name, what) => `${name} a terminé une tâche : ${what}`,
        many: (name, count) => `${name} a terminé ${String(count)} tâches`,
      },
      QUEST_COMPLETED: {
        one: (name, what) => `${name} a accompli une quête : ${what}`,
        many: (name, count) => `${name} a accompli ${String(count)} quêtes`,
      },
      WORKOUT_LOGGED: {
        one: (name, what) => `${name} a noté ${what}`,
        many: (name, count) => `${name} a noté ${String(count)} séances`,
      },
      BADGE_EARNED: {
        one: (name, what) => `${name} a gagné un badge : ${what}`,
        many: (name, count) => `${name} a gagné ${String(count)} badges`,
      },
      LEVEL_REACHED: {
        one: (name, what) => `${name} est monté d’un niveau : ${what}`,
        many: (name, count) => `${name} a gravi ${String(count)} niveaux`,
      },
      MILESTONE_REACHED: {
        one: (name, what) => `${name} a mené l’équipe à une étape : ${what}`,
        many: (name, count) => `${name} a mené l’équipe à ${String(count)} étapes`,
      },
    },
    notAnswerable: 'Seuls les membres du groupe le peuvent.',
    membersAnswer: 'Les membres du groupe peuvent commenter.',
    moreComment: (name) => `Plus sur le commentaire de ${name}`,
  },
  'pt-BR': {
    newItems: (count) => plural('pt-BR', count, { one: '# novidade', other: '# novidades' }),
    feed: 'Novidades',
    feedEmpty: 'Silêncio na trilha',
    feedEmptyHint:
      'Siga pessoas, e o que elas fazem e escrevem aparece aqui. Ou escreva você algo.',
    findPeople: 'Encontrar pessoas',
    composeLabel: 'O que há no seu caminho?',
    composeHint: 'Compartilhe um passo, uma vista, uma pergunta…',
    publish: 'Publicar',
    published: 'Publicado.',
    audience: 'Quem vê',
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos, no feed e nas etiquetas' },
      UNLISTED: { name: 'Não listado', text: 'Todos que têm o link' },
      FOLLOWERS: { name: 'Seguidores', text: 'Só quem segue você' },
      DIRECT: { name: 'Mencionados', text: 'Só as pessoas que você @mencionar' },
      GROUP: { name: 'Grupo', text: 'Quem pode ler o grupo' },
    },
    addWarning: 'Aviso de conteúdo',
    warning: 'Aviso',
    warningHint: 'Aparece no lugar da publicação até que alguém a abra.',
    noText: 'Escreva algo primeiro.',
    left: (count) =>
      plural('pt-BR', count, { one: 'Resta # caractere', other: 'Restam # caracteres' }),
    over: (count) =>
      plural('pt-BR', count, { one: 'Sobra # caractere', other: 'Sobram # caracteres' }),
    post: (name) => `Publicação de ${name}`,
    boostedBy: (name) => `${name} compartilhou`,
    edited: 'editado',
    show: 'Mostrar',
    hide: 'Ocultar',
    like: 'Curtir',
    boost: 'Compartilhar',
    comment: 'Comentar',
    likes: (count) => plural('pt-BR', count, { one: '# curtida', other: '# curtidas' }),
    boosts: (count) =>
      plural('pt-BR', count, { one: '# compartilhamento', other: '# compartilhamentos' }),
    comments: (count) => plural('pt-BR', count, { one: '# comentário', other: '# comentários' }),
    notBoostable: 'Só se compartilham publicações que todos podem ver.',
    more: 'Mais sobre esta publicação',
    editPost: 'Editar publicação',
    deletePost: 'Excluir esta publicação?',
    deletePostText: 'Ela sai de todos os feeds, com comentários e curtidas. Não dá para desfazer.',
    deleted: 'Publicação excluída.',
    history: 'Edições',
    historyText: 'O que dizia antes, do mais novo ao mais antigo.',
    editComment: 'Editar comentário',
    commentHistoryText: 'O que o comentário dizia antes, do mais novo ao mais antigo.',
    text: 'Texto',
    notFound: 'Nada por aqui',
    notFoundHint: 'Foi excluída, ou não é para você.',
    backToFeed: 'Novidades',
    commentsTitle: 'Comentários',
    noComments: 'Ainda sem comentários. Diga algo gentil.',
    writeComment: 'Seu comentário',
    reply: 'Responder',
    replyTo: (name) => `Responder a ${name}`,
    replies: (count) => plural('pt-BR', count, { one: 'Ver # resposta', other: 'Ver # respostas' }),
    hideReplies: 'Ocultar respostas',
    deletedComment: 'Este comentário foi excluído.',
    deleteComment: 'Excluir este comentário?',
    deleteCommentText: 'As respostas ficam.',
    sending: 'Enviando…',
    noPosts: 'Ainda sem publicações',
    noActivity: 'Ainda nada para ver',
    showAll: (count) => `Ver todas as ${String(count)}`,
    showLess: 'Ver menos',
    noTagged: 'Ainda não há publicações públicas com esta etiqueta',
    level: (level) => `nível ${String(level)}`,
    deeds: {
      GOAL_CREATED: {
        one: (name, what) => `${name} definiu uma meta: ${what}`,
        many: (name, count) => `${name} definiu ${String(count)} metas`,
      },
      GOAL_COMPLETED: {
        one: (name, what) => `${name} alcançou uma meta: ${what}`,
        many: (name, count) => `${name} alcançou ${String(count)} metas`,
      },
      TASK_COMPLETED: {
        one: (name, what) => `${name} concluiu uma tarefa: ${what}`,
        many: (name, count) => `${name} concluiu ${String(count)} tarefas`,
      },
      QUEST_COMPLETED: {
        one: (name, what) => `${name} cumpriu uma missão: ${what}`,
        many: (name, count) => `${name} cumpriu ${String(count)} missões`,
      },
      WORKOUT_LOGGED: {
        one: (name, what) => `${name} registrou ${what}`,
        many: (name, count) => `${name} registrou ${String(count)} treinos`,
      },
      BADGE_EARNED: {
        one: (name, what) => `${name} ganhou uma medalha: ${what}`,
        many: (name, count) => `${name} ganhou ${String(count)} medalhas`,
      },
      LEVEL_REACHED: {
        one: (name, what) => `${name} subiu de nível: ${what}`,
        many: (name, count) => `${name} subiu ${String(count)} níveis`,
      },
      MILESTONE_REACHED: {
        one: (name, what) => `${name} levou a equipe a um marco: ${what}`,
        many: (name, count) => `${name} levou a equipe a ${String(count)} marcos`,
      },
    },
    notAnswerable: 'Só membros do grupo podem fazer isto.',
    membersAnswer: 'Membros do grupo podem comentar.',
    moreComment: (name) => `Mais sobre o comentário de ${name}`,
  },
};
