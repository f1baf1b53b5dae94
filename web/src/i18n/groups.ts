// Groups: finding, making and keeping them, and who is in them.
import type { GroupAdmission, GroupRole, GroupVisibility } from '@/models';
import { plural, type Texts } from './texts';

export interface GroupsTexts {
  readonly title: string;
  readonly yours: string;
  readonly find: string;
  readonly none: string;
  readonly noneHint: string;
  readonly invites: string;
  readonly newGroup: string;
  readonly editGroup: string;
  readonly name: string;
  readonly nameExample: string;
  readonly description: string;
  readonly picture: string;
  readonly withPicture: string;
  readonly withoutPicture: string;
  readonly tags: string;
  readonly visibility: string;
  readonly admission: string;
  readonly created: string;
  readonly deleted: string;
  readonly join: string;
  readonly ask: string;
  readonly asked: string;
  readonly takeBackHint: string;
  readonly accept: string;
  readonly decline: string;
  readonly banned: string;
  readonly leave: string;
  readonly leaveText: string;
  readonly deleteGroup: string;
  readonly deleteText: string;
  readonly more: string;
  readonly chat: string;
  readonly toGroup: string;
  readonly back: string;
  readonly founded: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly membersOnly: string;
  readonly membersOnlyHint: string;
  readonly noPosts: string;
  readonly noPostsHint: string;
  readonly joinToWrite: string;
  readonly pinned: string;
  readonly pin: string;
  readonly unpin: string;
  readonly noMembers: string;
  readonly someone: string;
  readonly invitePeople: string;
  readonly inviteHint: string;
  readonly invite: string;
  readonly invited: string;
  readonly choosePeople: string;
  readonly remove: string;
  readonly removeText: string;
  readonly ban: string;
  readonly banText: string;
  readonly requests: string;
  readonly noRequests: string;
  readonly bans: string;
  readonly noBans: string;
  readonly liftBan: string;
  readonly links: string;
  readonly linksHint: string;
  readonly noLinks: string;
  readonly newLink: string;
  readonly createLink: string;
  readonly revoke: string;
  readonly lasts: string;
  readonly uses: string;
  readonly linkReady: string;
  readonly linkOnce: string;
  readonly joinTitle: string;
  readonly badLink: string;
  readonly badLinkHint: string;
  readonly welcome: (name: string) => string;
  readonly invitedTo: (name: string) => string;
  readonly tabsOf: (name: string) => string;
  readonly manage: (count: number) => string;
  readonly leaveTitle: (name: string) => string;
  readonly removeTitle: (name: string) => string;
  readonly memberMenu: (name: string) => string;
  readonly acceptWhom: (name: string) => string;
  readonly declineWhom: (name: string) => string;
  readonly liftWhom: (name: string) => string;
  readonly since: (day: string) => string;
  readonly until: (moment: string) => string;
  readonly used: (used: number, limit: number) => string;
  readonly revokeWhich: (until: string) => string;
  readonly project: string;
  readonly projectHint: string;
  readonly projectStart: string;
  readonly projectOpen: string;
  readonly graduate: string;
  readonly graduated: string;
  readonly tabs: Readonly<Record<'posts' | 'members' | 'about', string>>;
  readonly visibilities: Readonly<
    Record<GroupVisibility, { readonly name: string; readonly text: string }>
  >;
  readonly admissions: Readonly<Record<GroupAdmission, string>>;
  readonly roles: Readonly<Record<GroupRole, string>>;
  readonly makeRole: Readonly<Record<GroupRole, string>>;
  readonly memberCount: (count: number) => string;
  readonly days: (count: number) => string;
  readonly people: (count: number) => string;
}

export const groupsTexts: Texts<GroupsTexts> = {
  en: {
    title: 'Groups',
    yours: 'Your groups',
    find: 'Find groups',
    none: 'No groups yet',
    noneHint: 'Start one for what you care about, and ask others in.',
    invites: 'Invitations to you',
    newGroup: 'New group',
    editGroup: 'Edit group',
    name: 'Name',
    nameExample: 'Early birds of the Ter',
    description: 'What it is about',
    picture: 'Picture',
    withPicture: 'With a picture',
    withoutPicture: 'Without a picture',
    tags: 'Tags',
    visibility: 'Who sees it',
    admission: 'How one joins',
    created: 'Group created.',
    deleted: 'The group is gone.',
    join: 'Join',
    ask: 'Ask to join',
    asked: 'Asked',
    takeBackHint: 'Press to take the request back.',
    accept: 'Accept',
    decline: 'Decline',
    banned: 'You can’t join this group.',
    leave: 'Leave group',
    leaveText: 'You no longer see what is only for its members.',
    deleteGroup: 'Delete this group?',
    deleteText: 'Its posts, its chat and its members’ places go with it. This cannot be undone.',
    more: 'More about this group',
    chat: 'Group chat',
    toGroup: 'To the group',
    back: 'All groups',
    founded: 'Founded',
    notFound: 'No such group',
    notFoundHint: 'It was deleted, or it is only for its members.',
    membersOnly: 'Only for members',
    membersOnlyHint: 'Accept the invitation to see what is written here, and who is in it.',
    noPosts: 'Nothing written here yet',
    noPostsHint: 'Write the first lines: who are you, where to?',
    joinToWrite: 'Join to write here.',
    pinned: 'Pinned',
    pin: 'Pin',
    unpin: 'Unpin',
    noMembers: 'Nobody you can see',
    someone: 'Someone hidden',
    invitePeople: 'Invite people',
    inviteHint: 'They find the invitation among their groups.',
    invite: 'Invite',
    invited: 'Invited.',
    choosePeople: 'Choose at least one person.',
    remove: 'Remove',
    removeText: 'They can come back, as they came.',
    ban: 'Remove and keep out',
    banText: 'They leave the group, and can’t come back until the ban is lifted.',
    requests: 'Who asks to join',
    noRequests: 'Nobody is waiting for your answer.',
    bans: 'Kept out',
    noBans: 'Nobody is kept out.',
    liftBan: 'Let back',
    links: 'Invitation links',
    linksHint: 'Whoever has the link comes in at once.',
    noLinks: 'No link is open.',
    newLink: 'New link',
    createLink: 'Create link',
    revoke: 'Revoke',
    lasts: 'How long it lasts',
    uses: 'For how many people',
    linkReady: 'Your link',
    linkOnce: 'It is shown this once. Copy it now and send it to whom you like.',
    joinTitle: 'You are invited',
    badLink: 'This link leads nowhere any more',
    badLinkHint: 'It has expired, is used up, or was revoked. Ask for a new one.',
    welcome: (name) => `Welcome to ${name}.`,
    invitedTo: (name) => `Invite people to ${name}`,
    tabsOf: (name) => `Pages of ${name}`,
    manage: (count) => (count > 0 ? `Manage (${String(count)})` : 'Manage'),
    leaveTitle: (name) => `Leave ${name}?`,
    removeTitle: (name) => `Remove ${name}?`,
    memberMenu: (name) => `Manage ${name}`,
    acceptWhom: (name) => `Accept ${name}`,
    declineWhom: (name) => `Decline ${name}`,
    liftWhom: (name) => `Let ${name} back`,
    since: (day) => `Here since ${day}`,
    until: (moment) => `until ${moment}`,
    used: (used, limit) => `${String(used)} of ${String(limit)} used`,
    revokeWhich: (until) => `Revoke the link that lasts until ${until}`,
    project: 'Project room',
    projectHint: 'Ask people in who go this way with you. Later it can become a group.',
    projectStart: 'Start a project room',
    projectOpen: 'Open the room',
    graduate: 'Make it a group',
    graduated: 'The room is a group now.',
    tabs: { posts: 'Posts', members: 'Members', about: 'About' },
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Everybody here finds and reads it.' },
      PRIVATE: { name: 'Private', text: 'Only members see it; one comes in by invitation.' },
    },
    admissions: { OPEN: 'Whoever wants to', REQUEST: 'A moderator accepts' },
    roles: { OWNER: 'Owner', MODERATOR: 'Moderator', MEMBER: 'Member' },
    makeRole: { OWNER: 'Make owner', MODERATOR: 'Make moderator', MEMBER: 'Make member' },
    memberCount: (count) => plural('en', count, { one: '# member', other: '# members' }),
    days: (count) => plural('en', count, { one: '# day', other: '# days' }),
    people: (count) => plural('en', count, { one: '# person', other: '# people' }),
  },
  es: {
    title: 'Grupos',
    yours: 'Tus grupos',
    find: 'Buscar grupos',
    none: 'Aún sin grupos',
    noneHint: 'Crea uno para lo que te importa e invita a otros.',
    invites: 'Te han invitado',
    newGroup: 'Nuevo grupo',
    editGroup: 'Editar grupo',
    name: 'Nombre',
    nameExample: 'Madrugadores del Ter',
    description: 'De qué va',
    picture: 'Imagen',
    withPicture: 'Con imagen',
    withoutPicture: 'Sin imagen',
    tags: 'Etiquetas',
    visibility: 'Quién lo ve',
    admission: 'Cómo se entra',
    created: 'Grupo creado.',
    deleted: 'El grupo ya no existe.',
    join: 'Unirse',
    ask: 'Pedir entrar',
    asked: 'Solicitado',
    takeBackHint: 'Pulsa para retirar la solicitud.',
    accept: 'Aceptar',
    decline: 'Rechazar',
    banned: 'No puedes entrar en este grupo.',
    leave: 'Salir del grupo',
    leaveText: 'Ya no verás lo que es solo para sus miembros.',
    deleteGroup: '¿Eliminar este grupo?',
    deleteText:
      'Se van con él sus publicaciones, su chat y los puestos de sus miembros. No se puede deshacer.',
    more: 'Más sobre este grupo',
    chat: 'Chat del grupo',
    toGroup: 'Ir al grupo',
    back: 'Todos los grupos',
    founded: 'Fundado',
    notFound: 'No hay tal grupo',
    notFoundHint: 'Se eliminó o es solo para sus miembros.',
    membersOnly: 'Solo para miembros',
    membersOnlyHint: 'Acepta la invitación para ver lo que se escribe aquí y quién está.',
    noPosts: 'Aún no hay nada escrito',
    noPostsHint: 'Escribe las primeras líneas: ¿quiénes sois, adónde vais?',
    joinToWrite: 'Únete para escribir aquí.',
    pinned: 'Fijadas',
    pin: 'Fijar',
    unpin: 'Dejar de fijar',
    noMembers: 'Nadie que puedas ver',
    someone: 'Alguien oculto',
    invitePeople: 'Invitar a gente',
    inviteHint: 'Verán la invitación entre sus grupos.',
    invite: 'Invitar',
    invited: 'Invitación enviada.',
    choosePeople: 'Elige al menos a una persona.',
    remove: 'Quitar',
    removeText: 'Podrá volver como entró.',
    ban: 'Quitar e impedir que vuelva',
    banText: 'Sale del grupo y no podrá volver hasta que se levante el veto.',
    requests: 'Quién pide entrar',
    noRequests: 'Nadie espera tu respuesta.',
    bans: 'Vetados',
    noBans: 'No hay nadie vetado.',
    liftBan: 'Levantar el veto',
    links: 'Enlaces de invitación',
    linksHint: 'Quien tenga el enlace entra al momento.',
    noLinks: 'No hay enlaces abiertos.',
    newLink: 'Nuevo enlace',
    createLink: 'Crear enlace',
    revoke: 'Revocar',
    lasts: 'Cuánto dura',
    uses: 'Para cuántas personas',
    linkReady: 'Tu enlace',
    linkOnce: 'Solo se muestra esta vez. Cópialo ahora y envíalo a quien quieras.',
    joinTitle: 'Te han invitado',
    badLink: 'Este enlace ya no lleva a ninguna parte',
    badLinkHint: 'Caducó, se agotó o se revocó. Pide uno nuevo.',
    welcome: (name) => `Te damos la bienvenida a ${name}.`,
    invitedTo: (name) => `Invitar a gente a ${name}`,
    tabsOf: (name) => `Páginas de ${name}`,
    manage: (count) => (count > 0 ? `Gestionar (${String(count)})` : 'Gestionar'),
    leaveTitle: (name) => `¿Salir de ${name}?`,
    removeTitle: (name) => `¿Quitar a ${name}?`,
    memberMenu: (name) => `Gestionar a ${name}`,
    acceptWhom: (name) => `Aceptar a ${name}`,
    declineWhom: (name) => `Rechazar a ${name}`,
    liftWhom: (name) => `Levantar el veto a ${name}`,
    since: (day) => `Aquí desde el ${day}`,
    until: (moment) => `hasta ${moment}`,
    used: (used, limit) => `${String(used)} de ${String(limit)} usos`,
    revokeWhich: (until) => `Revocar el enlace que dura hasta ${until}`,
    project: 'Sala del proyecto',
    projectHint: 'Invita a quien recorra este camino contigo. Después puede convertirse en grupo.',
    projectStart: 'Abrir una sala del proyecto',
    projectOpen: 'Abrir la sala',
    graduate: 'Convertir en grupo',
    graduated: 'La sala ya es un grupo.',
    tabs: { posts: 'Publicaciones', members: 'Miembros', about: 'Información' },
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos aquí lo encuentran y lo leen.' },
      PRIVATE: { name: 'Privado', text: 'Solo lo ven sus miembros; se entra por invitación.' },
    },
    admissions: { OPEN: 'Quien quiera', REQUEST: 'Con permiso de un moderador' },
    roles: { OWNER: 'Responsable', MODERATOR: 'Moderador', MEMBER: 'Miembro' },
    makeRole: {
      OWNER: 'Hacer responsable',
      MODERATOR: 'Hacer moderador',
      MEMBER: 'Hacer miembro',
    },
    memberCount: (count) => plural('es', count, { one: '# miembro', other: '# miembros' }),
    days: (count) => plural('es', count, { one: '# día', other: '# días' }),
    people: (count) => plural('es', count, { one: '# persona', other: '# personas' }),
  },
  fr: {
    title: 'Groupes',
    yours: 'Tes groupes',
    find: 'Trouver des groupes',
    none: 'Pas encore de groupe',
    noneHint: 'Crée-en un pour ce qui te tient à cœur, et invite du monde.',
    invites: 'Tes invitations',
    newGroup: 'Nouveau groupe',
    editGroup: 'Modifier le groupe',
    name: 'Nom',
    nameExample: 'Les lève-tôt du Ter',
    description: 'De quoi il s’agit',
    picture: 'Image',
    withPicture: 'Avec une image',
    withoutPicture: 'Sans image',
    tags: 'Mots-clés',
    visibility: 'Qui le voit',
    admission: 'Comment on y entre',
    created: 'Groupe créé.',
    deleted: 'Le groupe n’existe plus.',
    join: 'Rejoindre',
    ask: 'Demander à entrer',
    asked: 'Demandé',
    takeBackHint: 'Appuie pour retirer la demande.',
    accept: 'Accepter',
    decline: 'Refuser',
    banned: 'Tu ne peux pas rejoindre ce groupe.',
    leave: 'Quitter le groupe',
    leaveText: 'Tu ne verras plus ce qui est réservé à ses membres.',
    deleteGroup: 'Supprimer ce groupe ?',
    deleteText:
      'Ses publications, sa discussion et les places de ses membres disparaissent aussi. C’est sans retour.',
    more: 'Plus sur ce groupe',
    chat: 'Discussion du groupe',
    toGroup: 'Voir le groupe',
    back: 'Tous les groupes',
    founded: 'Créé',
    notFound: 'Aucun groupe ici',
    notFoundHint: 'Il a été supprimé, ou il est réservé à ses membres.',
    membersOnly: 'Réservé aux membres',
    membersOnlyHint: 'Accepte l’invitation pour voir ce qui s’y écrit, et qui en est.',
    noPosts: 'Rien d’écrit pour l’instant',
    noPostsHint: 'Écris les premières lignes : qui êtes-vous, où allez-vous ?',
    joinToWrite: 'Rejoins le groupe pour écrire ici.',
    pinned: 'Épinglées',
    pin: 'Épingler',
    unpin: 'Désépingler',
    noMembers: 'Personne que tu puisses voir',
    someone: 'Quelqu’un de caché',
    invitePeople: 'Inviter des gens',
    inviteHint: 'L’invitation apparaît parmi leurs groupes.',
    invite: 'Inviter',
    invited: 'Invitation envoyée.',
    choosePeople: 'Choisis au moins une personne.',
    remove: 'Retirer',
    removeText: 'Cette personne peut revenir comme elle est venue.',
    ban: 'Exclure',
    banText: 'Cette personne quitte le groupe, sans retour possible tant qu’elle reste exclue.',
    requests: 'Demandes d’entrée',
    noRequests: 'Personne n’attend ta réponse.',
    bans: 'Exclusions',
    noBans: 'Personne n’est exclu.',
    liftBan: 'Lever l’exclusion',
    links: 'Liens d’invitation',
    linksHint: 'Qui a le lien entre aussitôt.',
    noLinks: 'Aucun lien ouvert.',
    newLink: 'Nouveau lien',
    createLink: 'Créer le lien',
    revoke: 'Révoquer',
    lasts: 'Combien de temps il dure',
    uses: 'Pour combien de personnes',
    linkReady: 'Ton lien',
    linkOnce: 'Il n’est montré que cette fois. Copie-le et envoie-le à qui tu veux.',
    joinTitle: 'Une invitation pour toi',
    badLink: 'Ce lien ne mène plus nulle part',
    badLinkHint: 'Il a expiré, a trop servi ou a été révoqué. Demandes-en un autre.',
    welcome: (name) => `Bienvenue dans ${name}.`,
    invitedTo: (name) => `Inviter des gens dans ${name}`,
    tabsOf: (name) => `Pages de ${name}`,
    manage: (count) => (count > 0 ? `Gérer (${String(count)})` : 'Gérer'),
    leaveTitle: (name) => `Quitter ${name} ?`,
    removeTitle: (name) => `Retirer ${name} ?`,
    memberMenu: (name) => `Gérer ${name}`,
    acceptWhom: (name) => `Accepter ${name}`,
    declineWhom: (name) => `Refuser ${name}`,
    liftWhom: (name) => `Lever l’exclusion de ${name}`,
    since: (day) => `Ici depuis le ${day}`,
    until: (moment) => `jusqu’au ${moment}`,
    used: (used, limit) => `${String(used)} sur ${String(limit)} utilisés`,
    revokeWhich: (until) => `Révoquer le lien qui dure jusqu’au ${until}`,
    project: 'Salle du projet',
    projectHint: 'Invite ceux qui font ce chemin avec toi. Plus tard, elle peut devenir un groupe.',
    projectStart: 'Ouvrir une salle du projet',
    projectOpen: 'Ouvrir la salle',
    graduate: 'En faire un groupe',
    graduated: 'La salle est devenue un groupe.',
    tabs: { posts: 'Publications', members: 'Membres', about: 'À propos' },
    visibilities: {
      PUBLIC: { name: 'Public', text: 'Tout le monde ici le trouve et le lit.' },
      PRIVATE: { name: 'Privé', text: 'Seuls les membres le voient ; on y entre sur invitation.' },
    },
    admissions: { OPEN: 'Qui veut', REQUEST: 'Un modérateur accepte' },
    roles: { OWNER: 'Responsable', MODERATOR: 'Modérateur', MEMBER: 'Membre' },
    makeRole: {
      OWNER: 'Nommer responsable',
      MODERATOR: 'Nommer modérateur',
      MEMBER: 'Nommer membre',
    },
    memberCount: (count) => plural('fr', count, { one: '# membre', other: '# membres' }),
    days: (count) => plural('fr', count, { one: '# jour', other: '# jours' }),
    people: (count) => plural('fr', count, { one: '# personne', other: '# personnes' }),
  },
  'pt-BR': {
    title: 'Grupos',
    yours: 'Seus grupos',
    find: 'Buscar grupos',
    none: 'Ainda sem grupos',
    noneHint: 'Crie um para o que importa a você e convide outras pessoas.',
    invites: 'Convites para você',
    newGroup: 'Novo grupo',
    editGroup: 'Editar grupo',
    name: 'Nome',
    nameExample: 'Madrugadores do Ter',
    description: 'Sobre o que é',
    picture: 'Imagem',
    withPicture: 'Com imagem',
    withoutPicture: 'Sem imagem',
    tags: 'Tags',
    visibility: 'Quem vê',
    admission: 'Como se entra',
    created: 'Grupo criado.',
    deleted: 'O grupo não existe mais.',
    join: 'Entrar',
    ask: 'Pedir para entrar',
    asked: 'Pedido enviado',
    takeBackHint: 'Toque para retirar o pedido.',
    accept: 'Aceitar',
    decline: 'Recusar',
    banned: 'Você não pode entrar neste grupo.',
    leave: 'Sair do grupo',
    leaveText: 'Você não verá mais o que é só para membros.',
    deleteGroup: 'Excluir este grupo?',
    deleteText:
      'As publicações, a conversa e os lugares dos membros vão junto. Não dá para desfazer.',
    more: 'Mais sobre este grupo',
    chat: 'Conversa do grupo',
    toGroup: 'Ver o grupo',
    back: 'Todos os grupos',
    founded: 'Fundado',
    notFound: 'Nenhum grupo aqui',
    notFoundHint: 'Foi excluído, ou é só para os membros.',
    membersOnly: 'Só para membros',
    membersOnlyHint: 'Aceite o convite para ver o que se escreve aqui e quem participa.',
    noPosts: 'Nada escrito ainda',
    noPostsHint: 'Escreva as primeiras linhas: quem são vocês, para onde vão?',
    joinToWrite: 'Entre no grupo para escrever aqui.',
    pinned: 'Fixadas',
    pin: 'Fixar',
    unpin: 'Desafixar',
    noMembers: 'Ninguém que você possa ver',
    someone: 'Alguém oculto',
    invitePeople: 'Convidar pessoas',
    inviteHint: 'O convite aparece entre os grupos da pessoa.',
    invite: 'Convidar',
    invited: 'Convite enviado.',
    choosePeople: 'Escolha pelo menos uma pessoa.',
    remove: 'Remover',
    removeText: 'A pessoa pode voltar como entrou.',
    ban: 'Remover e barrar',
    banText: 'A pessoa sai do grupo e não volta enquanto estiver barrada.',
    requests: 'Quem pede para entrar',
    noRequests: 'Ninguém espera sua resposta.',
    bans: 'Barrados',
    noBans: 'Ninguém está barrado.',
    liftBan: 'Liberar',
    links: 'Links de convite',
    linksHint: 'Quem tiver o link entra na hora.',
    noLinks: 'Nenhum link aberto.',
    newLink: 'Novo link',
    createLink: 'Criar link',
    revoke: 'Revogar',
    lasts: 'Quanto tempo dura',
    uses: 'Para quantas pessoas',
    linkReady: 'Seu link',
    linkOnce: 'Ele só aparece desta vez. Copie agora e mande a quem quiser.',
    joinTitle: 'Você recebeu um convite',
    badLink: 'Este link não leva mais a lugar nenhum',
    badLinkHint: 'Expirou, foi usado até o fim ou revogado. Peça outro.',
    welcome: (name) => `Boas-vindas a ${name}.`,
    invitedTo: (name) => `Convidar pessoas para ${name}`,
    tabsOf: (name) => `Páginas de ${name}`,
    manage: (count) => (count > 0 ? `Gerir (${String(count)})` : 'Gerir'),
    leaveTitle: (name) => `Sair de ${name}?`,
    removeTitle: (name) => `Remover ${name}?`,
    memberMenu: (name) => `Gerir ${name}`,
    acceptWhom: (name) => `Aceitar ${name}`,
    declineWhom: (name) => `Recusar ${name}`,
    liftWhom: (name) => `Liberar ${name}`,
    since: (day) => `Aqui desde ${day}`,
    until: (moment) => `até ${moment}`,
    used: (used, limit) => `${String(used)} de ${String(limit)} usos`,
    revokeWhich: (until) => `Revogar o link que dura até ${until}`,
    project: 'Sala do projeto',
    projectHint: 'Convide quem faz este caminho com você. Depois ela pode virar um grupo.',
    projectStart: 'Abrir uma sala do projeto',
    projectOpen: 'Abrir a sala',
    graduate: 'Transformar em grupo',
    graduated: 'A sala agora é um grupo.',
    tabs: { posts: 'Publicações', members: 'Membros', about: 'Sobre' },
    visibilities: {
      PUBLIC: { name: 'Público', text: 'Todos aqui encontram e leem.' },
      PRIVATE: { name: 'Privado', text: 'Só os membros veem; entra-se por convite.' },
    },
    admissions: { OPEN: 'Quem quiser', REQUEST: 'Um moderador aceita' },
    roles: { OWNER: 'Responsável', MODERATOR: 'Moderador', MEMBER: 'Membro' },
    makeRole: {
      OWNER: 'Tornar responsável',
      MODERATOR: 'Tornar moderador',
      MEMBER: 'Tornar membro',
    },
    memberCount: (count) => plural('pt-BR', count, { one: '# membro', other: '# membros' }),
    days: (count) => plural('pt-BR', count, { one: '# dia', other: '# dias' }),
    people: (count) => plural('pt-BR', count, { one: '# pessoa', other: '# pessoas' }),
  },
};
