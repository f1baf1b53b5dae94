// Rooms and messages.
import { plural, type Texts } from './texts';

export interface ChatTexts {
  readonly title: string;
  readonly rooms: string;
  readonly requests: (count: number) => string;
  readonly chats: string;
  readonly which: string;
  readonly noRooms: string;
  readonly noRoomsHint: string;
  readonly noRequests: string;
  readonly choose: string;
  readonly chooseHint: string;
  readonly message: string;
  readonly noMessages: string;
  readonly unread: (count: number) => string;
  readonly you: (text: string) => string;
  readonly deleted: string;
  readonly someone: string;
  readonly and: (names: string, more: number) => string;
  readonly messagesWith: (name: string) => string;
  readonly write: string;
  readonly send: string;
  readonly sending: string;
  readonly failed: string;
  readonly again: string;
  readonly discard: string;
  readonly older: string;
  readonly newer: (count: number) => string;
  readonly edited: string;
  readonly seen: string;
  readonly seenBy: (count: number) => string;
  readonly typing: (name: string, count: number) => string;
  readonly actions: (text: string) => string;
  readonly reply: string;
  readonly reactWith: (emoji: string) => string;
  readonly reactions: (emoji: string, count: number) => string;
  readonly replyingTo: (name: string) => string;
  readonly editing: string;
  readonly stop: string;
  readonly deleteTitle: string;
  readonly deleteText: string;
  readonly repliedGone: string;
  readonly requestTitle: (name: string) => string;
  readonly requestText: string;
  readonly accept: string;
  readonly decline: string;
  readonly declined: string;
  readonly pending: (name: string) => string;
  readonly notWritable: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly back: string;
  readonly more: string;
  readonly mute: string;
  readonly unmute: string;
  readonly muted: string;
  readonly leave: string;
  readonly leaveTitle: string;
  readonly leaveText: string;
  readonly profile: string;
  readonly newRoom: string;
  readonly roomName: string;
  readonly roomNameExample: string;
  readonly people: string;
  readonly peopleHint: string;
  readonly choosePeople: string;
  readonly tooManyPeople: (limit: number) => string;
  readonly memberCount: (count: number) => string;
  readonly members: string;
  readonly owner: string;
  readonly invited: string;
  readonly addPeople: string;
  readonly add: string;
  readonly rename: string;
  readonly removeMember: (name: string) => string;
  readonly removeMemberText: string;
  readonly remove: string;
  readonly pictures: (count: number) => string;
}

export const chatTexts: Texts<ChatTexts> = {
  en: {
    title: 'Chat',
    rooms: 'Conversations',
    requests: (count) => plural('en', count, { one: '# request', other: '# requests' }),
    chats: 'Chats',
    which: 'Which conversations',
    noRooms: 'No conversations yet',
    noRoomsHint: 'Open somebody’s profile and write to them.',
    noRequests: 'No requests',
    choose: 'Choose a conversation',
    chooseHint: 'Or open somebody’s profile and write to them.',
    message: 'Message',
    noMessages: 'No messages yet. Say hello.',
    unread: (count) => plural('en', count, { one: '# unread message', other: '# unread messages' }),
    you: (text) => `You: ${text}`,
    deleted: 'Message deleted',
    someone: 'Someone who left',
    and: (names, more) => (more > 0 ? `${names} and ${String(more)} more` : names),
    messagesWith: (name) => `Messages with ${name}`,
    write: 'Write a message',
    send: 'Send',
    sending: 'Sending…',
    failed: 'Not sent',
    again: 'Send again',
    discard: 'Discard',
    older: 'Older messages',
    newer: (count) => plural('en', count, { one: '# new message', other: '# new messages' }),
    edited: 'edited',
    seen: 'Seen',
    seenBy: (count) => `Seen by ${String(count)}`,
    typing: (name, count) => (count === 1 ? `${name} is typing…` : 'Several people are typing…'),
    actions: (text) => `More about: ${text}`,
    reply: 'Reply',
    reactWith: (emoji) => `React with ${emoji}`,
    reactions: (emoji, count) => `${emoji}: ${String(count)}`,
    replyingTo: (name) => `Replying to ${name}`,
    editing: 'Editing your message',
    stop: 'Stop',
    deleteTitle: 'Delete this message?',
    deleteText: 'Everybody in the conversation sees that there was one, and not what it said.',
    repliedGone: 'A message that is gone',
    requestTitle: (name) => `${name} would like to write to you`,
    requestText: 'They don’t see whether you have read this until you accept.',
    accept: 'Accept',
    decline: 'Decline',
    declined: 'Declined. They are not told.',
    pending: (name) => `${name} has not accepted yet. Until then you can send three messages.`,
    notWritable: 'Nothing can be sent here right now.',
    notFound: 'No such conversation',
    notFoundHint: 'You are not in it, or not any more.',
    back: 'All conversations',
    more: 'More about this conversation',
    mute: 'Mute',
    unmute: 'Unmute',
    muted: 'Muted',
    leave: 'Leave',
    leaveTitle: 'Leave this conversation?',
    leaveText: 'Its messages are no longer there for you.',
    profile: 'Profile',
    newRoom: 'New group chat',
    roomName: 'Name',
    roomNameExample: 'Sunday runners',
    people: 'People',
    peopleHint: 'Who follows you is in it at once; the others are asked.',
    choosePeople: 'Choose at least one person.',
    tooManyPeople: (limit) => `Up to ${String(limit)} people at once.`,
    memberCount: (count) => plural('en', count, { one: '# person', other: '# people' }),
    members: 'People in this chat',
    owner: 'Owner',
    invited: 'Invited',
    addPeople: 'Add people',
    add: 'Add',
    rename: 'Rename',
    removeMember: (name) => `Remove ${name}`,
    removeMemberText: 'They no longer see this conversation.',
    remove: 'Remove',
    pictures: (count) => plural('en', count, { one: 'A picture', other: '# pictures' }),
  },
  es: {
    title: 'Chat',
    rooms: 'Conversaciones',
    requests: (count) => plural('es', count, { one: '# solicitud', other: '# solicitudes' }),
    chats: 'Chats',
    which: 'Qué conversaciones',
    noRooms: 'Aún sin conversaciones',
    noRoomsHint: 'Abre el perfil de alguien y escríbele.',
    noRequests: 'Sin solicitudes',
    choose: 'Elige una conversación',
    chooseHint: 'O abre el perfil de alguien y escríbele.',
    message: 'Mensaje',
    noMessages: 'Aún no hay mensajes. Saluda.',
    unread: (count) =>
      plural('es', count, { one: '# mensaje sin leer', other: '# mensajes sin leer' }),
    you: (text) => `Tú: ${text}`,
    deleted: 'Mensaje eliminado',
    someone: 'Alguien que se fue',
    and: (names, more) => (more > 0 ? `${names} y ${String(more)} más` : names),
    messagesWith: (name) => `Mensajes con ${name}`,
    write: 'Escribe un mensaje',
    send: 'Enviar',
    sending: 'Enviando…',
    failed: 'No enviado',
    again: 'Reenviar',
    discard: 'Descartar',
    older: 'Mensajes anteriores',
    newer: (count) => plural('es', count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
    edited: 'editado',
    seen: 'Visto',
    seenBy: (count) => `Visto por ${String(count)}`,
    typing: (name, count) =>
      count === 1 ? `${name} está escribiendo…` : 'Varias personas están escribiendo…',
    actions: (text) => `Más sobre: ${text}`,
    reply: 'Responder',
    reactWith: (emoji) => `Reaccionar con ${emoji}`,
    reactions: (emoji, count) => `${emoji}: ${String(count)}`,
    replyingTo: (name) => `Respondiendo a ${name}`,
    editing: 'Editando tu mensaje',
    stop: 'Dejarlo',
    deleteTitle: '¿Eliminar este mensaje?',
    deleteText: 'Todos verán que hubo uno, pero no lo que decía.',
    repliedGone: 'Un mensaje que ya no está',
    requestTitle: (name) => `${name} quiere escribirte`,
    requestText: 'Hasta que aceptes no sabrá si lo has leído.',
    accept: 'Aceptar',
    decline: 'Rechazar',
    declined: 'Rechazada. No se lo diremos.',
    pending: (name) => `${name} aún no ha aceptado. Hasta entonces puedes enviar tres mensajes.`,
    notWritable: 'Ahora mismo no se puede enviar nada aquí.',
    notFound: 'No hay tal conversación',
    notFoundHint: 'No estás en ella, o ya no.',
    back: 'Todas las conversaciones',
    more: 'Más sobre esta conversación',
    mute: 'Silenciar',
    unmute: 'Dejar de silenciar',
    muted: 'Silenciada',
    leave: 'Salir',
    leaveTitle: '¿Salir de esta conversación?',
    leaveText: 'Dejarás de tener sus mensajes.',
    profile: 'Perfil',
    newRoom: 'Nuevo chat en grupo',
    roomName: 'Nombre',
    roomNameExample: 'Corredores del domingo',
    people: 'Personas',
    peopleHint: 'Quien te sigue entra al momento; a los demás se les pregunta.',
    choosePeople: 'Elige al menos a una persona.',
    tooManyPeople: (limit) => `Hasta ${String(limit)} personas a la vez.`,
    memberCount: (count) => plural('es', count, { one: '# persona', other: '# personas' }),
    members: 'Personas en este chat',
    owner: 'Responsable',
    invited: 'Con invitación',
    addPeople: 'Añadir personas',
    add: 'Añadir',
    rename: 'Cambiar el nombre',
    removeMember: (name) => `Quitar a ${name}`,
    removeMemberText: 'Dejará de ver esta conversación.',
    remove: 'Quitar',
    pictures: (count) => plural('es', count, { one: 'Una imagen', other: '# imágenes' }),
  },
  fr: {
    title: 'Discussions',
    rooms: 'Conversations',
    requests: (count) => plural('fr', count, { one: '# demande', other: '# demandes' }),
    chats: 'Discussions',
    which: 'Quelles conversations',
    noRooms: 'Pas encore de conversation',
    noRoomsHint: 'Ouvre le profil de quelqu’un et écris-lui.',
    noRequests: 'Aucune demande',
    choose: 'Choisis une conversation',
    chooseHint: 'Ou ouvre le profil de quelqu’un et écris-lui.',
    message: 'Message',
    noMessages: 'Pas encore de message. Dis bonjour.',
    unread: (count) =>
      plural('fr', count, { one: '# message non lu', other: '# messages non lus' }),
    you: (text) => `Toi : ${text}`,
    deleted: 'Message supprimé',
    someone: 'Quelqu’un qui est parti',
    and: (names, more) => (more > 0 ? `${names} et ${String(more)} de plus` : names),
    messagesWith: (name) => `Messages avec ${name}`,
    write: 'Écris un message',
    send: 'Envoyer',
    sending: 'Envoi…',
    failed: 'Non envoyé',
    again: 'Renvoyer',
    discard: 'Abandonner',
    older: 'Messages plus anciens',
    newer: (count) =>
      plural('fr', count, { one: '# nouveau message', other: '# nouveaux messages' }),
    edited: 'modifié',
    seen: 'Vu',
    seenBy: (count) => `Vu par ${String(count)}`,
    typing: (name, count) => (count === 1 ? `${name} écrit…` : 'Plusieurs personnes écrivent…'),
    actions: (text) => `Plus sur : ${text}`,
    reply: 'Répondre',
    reactWith: (emoji) => `Réagir avec ${emoji}`,
    reactions: (emoji, count) => `${emoji} : ${String(count)}`,
    replyingTo: (name) => `Réponse à ${name}`,
    editing: 'Tu modifies ton message',
    stop: 'Arrêter',
    deleteTitle: 'Supprimer ce message ?',
    deleteText: 'Tout le monde verra qu’il y en avait un, mais pas ce qu’il disait.',
    repliedGone: 'Un message disparu',
    requestTitle: (name) => `${name} aimerait t’écrire`,
    requestText: 'Tant que tu n’as pas accepté, on ne sait pas si tu as lu.',
    accept: 'Accepter',
    decline: 'Refuser',
    declined: 'Refusé, sans le dire.',
    pending: (name) => `${name} n’a pas encore accepté. D’ici là, tu peux envoyer trois messages.`,
    notWritable: 'On ne peut rien envoyer ici pour le moment.',
    notFound: 'Aucune conversation ici',
    notFoundHint: 'Tu n’en fais pas partie, ou plus.',
    back: 'Toutes les conversations',
    more: 'Plus sur cette conversation',
    mute: 'Mettre en sourdine',
    unmute: 'Rétablir le son',
    muted: 'En sourdine',
    leave: 'Quitter',
    leaveTitle: 'Quitter cette conversation ?',
    leaveText: 'Ses messages ne seront plus là pour toi.',
    profile: 'Profil',
    newRoom: 'Nouvelle discussion de groupe',
    roomName: 'Nom',
    roomNameExample: 'Les coureurs du dimanche',
    people: 'Participants',
    peopleHint: 'Qui te suit y est aussitôt ; les autres reçoivent une demande.',
    choosePeople: 'Choisis au moins une personne.',
    tooManyPeople: (limit) => `${String(limit)} personnes au plus à la fois.`,
    memberCount: (count) => plural('fr', count, { one: '# personne', other: '# personnes' }),
    members: 'Dans cette discussion',
    owner: 'Responsable',
    invited: 'En attente',
    addPeople: 'Ajouter des personnes',
    add: 'Ajouter',
    rename: 'Renommer',
    removeMember: (name) => `Retirer ${name}`,
    removeMemberText: 'Cette personne ne verra plus la discussion.',
    remove: 'Retirer',
    pictures: (count) => plural('fr', count, { one: 'Une image', other: '# images' }),
  },
  'pt-BR': {
    title: 'Conversas',
    rooms: 'Lista de conversas',
    requests: (count) => plural('pt-BR', count, { one: '# pedido', other: '# pedidos' }),
    chats: 'Conversas',
    which: 'Quais conversas',
    noRooms: 'Ainda sem conversas',
    noRoomsHint: 'Abra o perfil de alguém e escreva.',
    noRequests: 'Sem pedidos',
    choose: 'Escolha uma conversa',
    chooseHint: 'Ou abra o perfil de alguém e escreva.',
    message: 'Mensagem',
    noMessages: 'Ainda sem mensagens. Diga olá.',
    unread: (count) =>
      plural('pt-BR', count, { one: '# mensagem não lida', other: '# mensagens não lidas' }),
    you: (text) => `Você: ${text}`,
    deleted: 'Mensagem excluída',
    someone: 'Alguém que saiu',
    and: (names, more) => (more > 0 ? `${names} e mais ${String(more)}` : names),
    messagesWith: (name) => `Mensagens com ${name}`,
    write: 'Escreva uma mensagem',
    send: 'Enviar',
    sending: 'Enviando…',
    failed: 'Não enviada',
    again: 'Enviar de novo',
    discard: 'Descartar',
    older: 'Mensagens anteriores',
    newer: (count) =>
      plural('pt-BR', count, { one: '# mensagem nova', other: '# mensagens novas' }),
    edited: 'editada',
    seen: 'Vista',
    seenBy: (count) => `Vista por ${String(count)}`,
    typing: (name, count) =>
      count === 1 ? `${name} está digitando…` : 'Várias pessoas estão digitando…',
    actions: (text) => `Mais sobre: ${text}`,
    reply: 'Responder',
    reactWith: (emoji) => `Reagir com ${emoji}`,
    reactions: (emoji, count) => `${emoji}: ${String(count)}`,
    replyingTo: (name) => `Respondendo a ${name}`,
    editing: 'Editando sua mensagem',
    stop: 'Parar',
    deleteTitle: 'Excluir esta mensagem?',
    deleteText: 'Todos verão que havia uma, mas não o que dizia.',
    repliedGone: 'Uma mensagem que se foi',
    requestTitle: (name) => `${name} quer escrever para você`,
    requestText: 'Até você aceitar, não se sabe se você leu.',
    accept: 'Aceitar',
    decline: 'Recusar',
    declined: 'Recusado, sem aviso.',
    pending: (name) => `${name} ainda não aceitou. Até lá você pode enviar três mensagens.`,
    notWritable: 'Não dá para enviar nada aqui agora.',
    notFound: 'Conversa não encontrada',
    notFoundHint: 'Você não está nela, ou não está mais.',
    back: 'Todas as conversas',
    more: 'Mais sobre esta conversa',
    mute: 'Silenciar',
    unmute: 'Reativar',
    muted: 'Silenciada',
    leave: 'Sair',
    leaveTitle: 'Sair desta conversa?',
    leaveText: 'As mensagens dela não estarão mais aqui para você.',
    profile: 'Perfil',
    newRoom: 'Nova conversa em grupo',
    roomName: 'Nome',
    roomNameExample: 'Corredores de domingo',
    people: 'Pessoas',
    peopleHint: 'Quem segue você entra na hora; os outros recebem um pedido.',
    choosePeople: 'Escolha pelo menos uma pessoa.',
    tooManyPeople: (limit) => `Até ${String(limit)} pessoas de cada vez.`,
    memberCount: (count) => plural('pt-BR', count, { one: '# pessoa', other: '# pessoas' }),
    members: 'Pessoas nesta conversa',
    owner: 'Responsável',
    invited: 'Com convite',
    addPeople: 'Adicionar pessoas',
    add: 'Adicionar',
    rename: 'Renomear',
    removeMember: (name) => `Remover ${name}`,
    removeMemberText: 'Esta pessoa não verá mais a conversa.',
    remove: 'Remover',
    pictures: (count) => plural('pt-BR', count, { one: 'Uma imagem', other: '# imagens' }),
  },
};
