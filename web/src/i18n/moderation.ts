// Reports, the moderators' queue, and what people are told of decisions about them.
import type { AuditAction, CaseState, DecisionAction, ReportReason, SubjectKind } from '@/models';
import { plural, type Texts } from './texts';

export interface ModerationTexts {
  readonly report: string;
  readonly reportTitle: Readonly<Record<SubjectKind, string>>;
  readonly reportText: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<ReportReason, string>>;
  readonly chooseReason: string;
  readonly details: string;
  readonly detailsHint: string;
  readonly send: string;
  readonly reported: string;
  readonly hiddenPost: string;
  readonly hiddenComment: string;
  readonly hiddenMessage: string;
  readonly title: string;
  readonly lead: string;
  readonly which: string;
  readonly states: Readonly<Record<CaseState, string>>;
  readonly empty: Readonly<Record<CaseState, string>>;
  readonly kinds: Readonly<Record<SubjectKind, string>>;
  readonly about: (kind: string, name: string) => string;
  readonly someone: string;
  readonly rule: string;
  readonly reportCount: (count: number) => string;
  readonly byRules: string;
  readonly opened: (when: string) => string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly back: string;
  readonly said: string;
  readonly context: string;
  readonly thisOne: string;
  readonly saidAt: (when: string) => string;
  readonly noWords: string;
  readonly picture: (number: number) => string;
  readonly showPost: string;
  readonly showPerson: string;
  readonly reports: string;
  readonly noReports: string;
  readonly decide: string;
  readonly decision: string;
  readonly actions: Readonly<
    Record<DecisionAction, { readonly name: string; readonly text: string }>
  >;
  readonly until: string;
  readonly days: (count: number) => string;
  readonly forGood: string;
  readonly message: string;
  readonly messageHint: string;
  readonly note: string;
  readonly noteHint: string;
  readonly decideNow: string;
  readonly decided: string;
  readonly changedMeanwhile: string;
  readonly decisions: string;
  readonly done: Readonly<Record<DecisionAction, string>>;
  readonly byWhom: (name: string, when: string) => string;
  readonly ends: (when: string) => string;
  readonly endsNever: string;
  readonly lifted: (when: string) => string;
  readonly lift: string;
  readonly liftTitle: string;
  readonly liftText: string;
  readonly appeal: string;
  readonly appealWaits: string;
  readonly upheld: string;
  readonly granted: string;
  readonly uphold: string;
  readonly grant: string;
  readonly upholdTitle: string;
  readonly grantTitle: string;
  readonly upholdText: string;
  readonly grantText: string;
  readonly history: string;
  readonly audit: Readonly<Record<AuditAction, string>>;
  readonly noticesTitle: string;
  readonly noticesLead: string;
  readonly noNotices: string;
  readonly told: Readonly<Record<DecisionAction, Readonly<Record<SubjectKind, string>>>>;
  readonly fromModerators: string;
  readonly yourWords: string;
  readonly appealThis: string;
  readonly appealTitle: string;
  readonly appealText: string;
  readonly yourAppeal: string;
  readonly appealed: string;
  readonly suspended: string;
  readonly suspendedUntil: (when: string) => string;
  readonly suspendedForGood: string;
  readonly why: string;
  readonly settings: string;
  readonly settingsText: string;
  readonly latest: string;
}

export const moderationTexts: Texts<ModerationTexts> = {
  en: {
    report: 'Report',
    reportTitle: {
      PERSON: 'Report this person',
      POST: 'Report this post',
      COMMENT: 'Report this comment',
      MESSAGE: 'Report this message',
    },
    reportText: 'Our moderators look at it. The other person does not learn who told us.',
    reason: 'What is wrong with it?',
    reasons: {
      SPAM: 'Spam',
      HARASSMENT: 'Harassment',
      HATE: 'Hate',
      VIOLENCE: 'Violence',
      SELF_HARM: 'Self-harm',
      SEXUAL: 'Sexual content',
      ILLEGAL: 'Against the law',
      IMPERSONATION: 'Pretends to be somebody',
      MISINFORMATION: 'Misleading',
      OTHER: 'Something else',
    },
    chooseReason: 'Choose what is wrong.',
    details: 'Anything we should know',
    detailsHint: 'What happened, and where else to look.',
    send: 'Send report',
    reported: 'Thank you. Our moderators will look at it.',
    hiddenPost: 'A moderator has hidden this post, or one has yet to look at it. Only you see it.',
    hiddenComment: 'Hidden by moderators. Only you see it.',
    hiddenMessage: 'Hidden by moderators',
    title: 'Moderation',
    lead: 'What people and rules have reported, the oldest first.',
    which: 'Which cases',
    states: { OPEN: 'Open', APPEALED: 'Appealed', DECIDED: 'Decided' },
    empty: {
      OPEN: 'Nothing waits for you',
      APPEALED: 'No appeals',
      DECIDED: 'Nothing decided yet',
    },
    kinds: { PERSON: 'Profile', POST: 'Post', COMMENT: 'Comment', MESSAGE: 'Message' },
    about: (kind, name) => `${kind} · ${name}`,
    someone: 'Somebody who left',
    rule: 'A rule',
    reportCount: (count) => plural('en', count, { one: '# report', other: '# reports' }),
    byRules: 'By rules',
    opened: (when) => `Opened ${when}`,
    notFound: 'No such case',
    notFoundHint: 'It is not there, or not for you to see.',
    back: 'Moderation',
    said: 'What it said',
    context: 'Where it stands',
    thisOne: 'This one',
    saidAt: (when) => `As it was ${when}`,
    noWords: 'No words',
    picture: (number) => `Reported picture ${String(number)}`,
    showPost: 'Open the post',
    showPerson: 'Open the profile',
    reports: 'Reports',
    noReports: 'Nobody has reported it: it met a rule.',
    decide: 'Decide',
    decision: 'Your decision',
    actions: {
      DISMISS: { name: 'Dismiss', text: 'Nothing is wrong. Nobody is told.' },
      WARN: { name: 'Warn', text: 'It stays, and the person is told why not again.' },
      HIDE: { name: 'Hide', text: 'Nobody but its author sees it any more.' },
      SUSPEND: { name: 'Suspend', text: 'The person can read, and write nothing.' },
    },
    until: 'For how long',
    days: (count) => plural('en', count, { one: '# day', other: '# days' }),
    forGood: 'For good',
    message: 'What the person reads',
    messageHint: 'Why, in plain words.',
    note: 'Note for moderators',
    noteHint: 'Only moderators read it.',
    decideNow: 'Decide',
    decided: 'Decided.',
    changedMeanwhile: 'The case has changed meanwhile. Look at it again.',
    decisions: 'Decisions',
    done: { DISMISS: 'Dismissed', WARN: 'Warned', HIDE: 'Hidden', SUSPEND: 'Suspended' },
    byWhom: (name, when) => `${name}, ${when}`,
    ends: (when) => `until ${when}`,
    endsNever: 'for good',
    lifted: (when) => `Taken back ${when}`,
    lift: 'Take back',
    liftTitle: 'Take this decision back?',
    liftText: 'All is as before, and the person is told.',
    appeal: 'Appeal',
    appealWaits: 'Waits for an answer',
    upheld: 'The decision stays',
    granted: 'The decision was taken back',
    uphold: 'Let it stand',
    grant: 'Grant it',
    upholdTitle: 'Let the decision stand?',
    grantTitle: 'Grant the appeal?',
    upholdText: 'The decision stays as it is. The person is told.',
    grantText: 'The decision is taken back. The person is told.',
    history: 'History',
    audit: {
      OPENED: 'Opened',
      DECIDED: 'Decided',
      APPEALED: 'Appealed',
      APPEAL_DECIDED: 'Appeal decided',
      LIFTED: 'Taken back',
    },
    noticesTitle: 'Decisions about you',
    noticesLead: 'What moderators decided about you and what you wrote.',
    noNotices: 'Nothing was decided about you',
    told: {
      DISMISS: {
        PERSON: 'Nothing was wrong',
        POST: 'Nothing was wrong with your post',
        COMMENT: 'Nothing was wrong with your comment',
        MESSAGE: 'Nothing was wrong with your message',
      },
      WARN: {
        PERSON: 'You were warned',
        POST: 'You were warned for a post',
        COMMENT: 'You were warned for a comment',
        MESSAGE: 'You were warned for a message',
      },
      HIDE: {
        PERSON: 'Your profile was hidden',
        POST: 'Your post was hidden',
        COMMENT: 'Your comment was hidden',
        MESSAGE: 'Your message was hidden',
      },
      SUSPEND: {
        PERSON: 'You were suspended',
        POST: 'You were suspended for a post',
        COMMENT: 'You were suspended for a comment',
        MESSAGE: 'You were suspended for a message',
      },
    },
    fromModerators: 'The moderators say',
    yourWords: 'You wrote',
    appealThis: 'Appeal',
    appealTitle: 'Appeal this decision',
    appealText: 'Say why it should be taken back. You can appeal once; a moderator reads it.',
    yourAppeal: 'Your appeal',
    appealed: 'Your appeal is with the moderators.',
    suspended: 'You are suspended',
    suspendedUntil: (when) => `Until ${when} you can read, and write nothing.`,
    suspendedForGood: 'You can read, and write nothing.',
    why: 'Why, and what you can do',
    settings: 'Decisions about you',
    settingsText:
      'When moderators decide something about what you wrote, you read it here and can appeal.',
    latest: 'Moderators have decided something about you',
  },
  es: {
    report: 'Denunciar',
    reportTitle: {
      PERSON: 'Denunciar a esta persona',
      POST: 'Denunciar esta publicación',
      COMMENT: 'Denunciar este comentario',
      MESSAGE: 'Denunciar este mensaje',
    },
    reportText: 'Nuestros moderadores lo revisan. La otra persona no sabrá quién avisó.',
    reason: '¿Qué está mal?',
    reasons: {
      SPAM: 'Correo basura',
      HARASSMENT: 'Acoso',
      HATE: 'Odio',
      VIOLENCE: 'Violencia',
      SELF_HARM: 'Autolesión',
      SEXUAL: 'Contenido sexual',
      ILLEGAL: 'Va contra la ley',
      IMPERSONATION: 'Se hace pasar por alguien',
      MISINFORMATION: 'Engañoso',
      OTHER: 'Otra cosa',
    },
    chooseReason: 'Elige qué está mal.',
    details: 'Lo que debamos saber',
    detailsHint: 'Qué ha pasado y dónde más mirar.',
    send: 'Enviar denuncia',
    reported: 'Gracias. Nuestros moderadores lo revisarán.',
    hiddenPost: 'La moderación ha ocultado esta publicación o aún debe revisarla. Solo tú la ves.',
    hiddenComment: 'Oculto por la moderación. Solo tú lo ves.',
    hiddenMessage: 'Oculto por la moderación',
    title: 'Moderación',
    lead: 'Lo que han señalado personas y reglas, lo más antiguo primero.',
    which: 'Qué casos',
    states: { OPEN: 'Abiertos', APPEALED: 'Recurridos', DECIDED: 'Decididos' },
    empty: {
      OPEN: 'Nada te espera',
      APPEALED: 'No hay recursos',
      DECIDED: 'Aún no hay nada decidido',
    },
    kinds: { PERSON: 'Perfil', POST: 'Publicación', COMMENT: 'Comentario', MESSAGE: 'Mensaje' },
    about: (kind, name) => `${kind} · ${name}`,
    someone: 'Alguien que se fue',
    rule: 'Una regla',
    reportCount: (count) => plural('es', count, { one: '# denuncia', other: '# denuncias' }),
    byRules: 'Por reglas',
    opened: (when) => `Abierto ${when}`,
    notFound: 'No existe ese caso',
    notFoundHint: 'No está, o no puedes verlo.',
    back: 'Moderación',
    said: 'Lo que decía',
    context: 'Dónde está',
    thisOne: 'Esto',
    saidAt: (when) => `Tal como estaba: ${when}`,
    noWords: 'Sin palabras',
    picture: (number) => `Imagen denunciada ${String(number)}`,
    showPost: 'Abrir la publicación',
    showPerson: 'Abrir el perfil',
    reports: 'Denuncias',
    noReports: 'Nadie lo ha denunciado: coincidió con una regla.',
    decide: 'Decidir',
    decision: 'Tu decisión',
    actions: {
      DISMISS: { name: 'Descartar', text: 'No hay nada malo. No se avisa a nadie.' },
      WARN: { name: 'Advertir', text: 'Se queda, y se le dice a la persona por qué no repetirlo.' },
      HIDE: { name: 'Ocultar', text: 'Ya solo lo ve quien lo escribió.' },
      SUSPEND: { name: 'Suspender', text: 'La persona puede leer, pero no escribir.' },
    },
    until: 'Durante cuánto tiempo',
    days: (count) => plural('es', count, { one: '# día', other: '# días' }),
    forGood: 'Para siempre',
    message: 'Lo que lee la persona',
    messageHint: 'El porqué, con palabras sencillas.',
    note: 'Nota para moderadores',
    noteHint: 'Solo la leen los moderadores.',
    decideNow: 'Decidir',
    decided: 'Decidido.',
    changedMeanwhile: 'El caso ha cambiado entretanto. Míralo otra vez.',
    decisions: 'Decisiones',
    done: { DISMISS: 'Descartado', WARN: 'Advertencia', HIDE: 'Ocultado', SUSPEND: 'Suspensión' },
    byWhom: (name, when) => `${name}, ${when}`,
    ends: (when) => `hasta: ${when}`,
    endsNever: 'para siempre',
    lifted: (when) => `Retirada: ${when}`,
    lift: 'Retirar',
    liftTitle: '¿Retirar esta decisión?',
    liftText: 'Todo vuelve a como estaba, y se avisa a la persona.',
    appeal: 'Recurso',
    appealWaits: 'Espera respuesta',
    upheld: 'La decisión se mantiene',
    granted: 'La decisión se ha retirado',
    uphold: 'Mantenerla',
    grant: 'Aceptarlo',
    upholdTitle: '¿Mantener la decisión?',
    grantTitle: '¿Aceptar el recurso?',
    upholdText: 'La decisión sigue igual. Se avisa a la persona.',
    grantText: 'La decisión se retira. Se avisa a la persona.',
    history: 'Historial',
    audit: {
      OPENED: 'Abierto',
      DECIDED: 'Decidido',
      APPEALED: 'Recurrido',
      APPEAL_DECIDED: 'Recurso resuelto',
      LIFTED: 'Retirado',
    },
    noticesTitle: 'Decisiones sobre ti',
    noticesLead: 'Lo que la moderación decidió sobre ti y lo que escribiste.',
    noNotices: 'No se ha decidido nada sobre ti',
    told: {
      DISMISS: {
        PERSON: 'No había nada malo',
        POST: 'No había nada malo en tu publicación',
        COMMENT: 'No había nada malo en tu comentario',
        MESSAGE: 'No había nada malo en tu mensaje',
      },
      WARN: {
        PERSON: 'Has recibido una advertencia',
        POST: 'Has recibido una advertencia por una publicación',
        COMMENT: 'Has recibido una advertencia por un comentario',
        MESSAGE: 'Has recibido una advertencia por un mensaje',
      },
      HIDE: {
        PERSON: 'Se ha ocultado tu perfil',
        POST: 'Se ha ocultado tu publicación',
        COMMENT: 'Se ha ocultado tu comentario',
        MESSAGE: 'Se ha ocultado tu mensaje',
      },
      SUSPEND: {
        PERSON: 'Tu cuenta se ha suspendido',
        POST: 'Tu cuenta se ha suspendido por una publicación',
        COMMENT: 'Tu cuenta se ha suspendido por un comentario',
        MESSAGE: 'Tu cuenta se ha suspendido por un mensaje',
      },
    },
    fromModerators: 'La moderación dice',
    yourWords: 'Escribiste',
    appealThis: 'Recurrir',
    appealTitle: 'Recurrir esta decisión',
    appealText: 'Di por qué debería retirarse. Puedes recurrir una vez; lo lee un moderador.',
    yourAppeal: 'Tu recurso',
    appealed: 'Tu recurso está en manos de la moderación.',
    suspended: 'Tu cuenta está suspendida',
    suspendedUntil: (when) => `Puedes leer, pero no escribir. Hasta: ${when}.`,
    suspendedForGood: 'Puedes leer, pero no escribir.',
    why: 'Por qué, y qué puedes hacer',
    settings: 'Decisiones sobre ti',
    settingsText:
      'Cuando la moderación decide algo sobre lo que escribiste, lo lees aquí y puedes recurrir.',
    latest: 'La moderación ha decidido algo sobre ti',
  },
  fr: {
    report: 'Signaler',
    reportTitle: {
      PERSON: 'Signaler cette personne',
      POST: 'Signaler cette publication',
      COMMENT: 'Signaler ce commentaire',
      MESSAGE: 'Signaler ce message',
    },
    reportText: 'Notre modération regarde. L’autre personne ne saura pas qui a prévenu.',
    reason: 'Qu’est-ce qui ne va pas ?',
    reasons: {
      SPAM: 'Indésirable',
      HARASSMENT: 'Harcèlement',
      HATE: 'Haine',
      VIOLENCE: 'Violence',
      SELF_HARM: 'Automutilation',
      SEXUAL: 'Contenu sexuel',
      ILLEGAL: 'Contraire à la loi',
      IMPERSONATION: 'Se fait passer pour quelqu’un',
      MISINFORMATION: 'Trompeur',
      OTHER: 'Autre chose',
    },
    chooseReason: 'Choisis ce qui ne va pas.',
    details: 'Ce que nous devrions savoir',
    detailsHint: 'Ce qui s’est passé, et où regarder encore.',
    send: 'Envoyer le signalement',
    reported: 'Merci. Notre modération va regarder.',
    hiddenPost:
      'La modération a masqué cette publication, ou doit encore la lire. Toi seul la vois.',
    hiddenComment: 'Masqué par la modération. Toi seul le vois.',
    hiddenMessage: 'Masqué par la modération',
    title: 'Modération',
    lead: 'Ce que des personnes et des règles ont signalé, le plus ancien d’abord.',
    which: 'Quels dossiers',
    states: { OPEN: 'Ouverts', APPEALED: 'Contestés', DECIDED: 'Décidés' },
    empty: {
      OPEN: 'Rien ne t’attend',
      APPEALED: 'Aucune contestation',
      DECIDED: 'Rien de décidé pour l’instant',
    },
    kinds: { PERSON: 'Profil', POST: 'Publication', COMMENT: 'Commentaire', MESSAGE: 'Message' },
    about: (kind, name) => `${kind} · ${name}`,
    someone: 'Une personne partie',
    rule: 'Une règle',
    reportCount: (count) => plural('fr', count, { one: '# signalement', other: '# signalements' }),
    byRules: 'Par des règles',
    opened: (when) => `Ouvert ${when}`,
    notFound: 'Aucun dossier de ce nom',
    notFoundHint: 'Il n’existe pas, ou tu ne peux pas le voir.',
    back: 'Modération',
    said: 'Ce qui était écrit',
    context: 'Où cela se trouve',
    thisOne: 'Ceci',
    saidAt: (when) => `Tel quel : ${when}`,
    noWords: 'Sans mots',
    picture: (number) => `Image signalée ${String(number)}`,
    showPost: 'Ouvrir la publication',
    showPerson: 'Ouvrir le profil',
    reports: 'Signalements',
    noReports: 'Personne ne l’a signalé : une règle l’a repéré.',
    decide: 'Décider',
    decision: 'Ta décision',
    actions: {
      DISMISS: { name: 'Classer', text: 'Tout va bien. Personne n’est prévenu.' },
      WARN: {
        name: 'Avertir',
        text: 'Cela reste, et la personne apprend pourquoi ne plus le faire.',
      },
      HIDE: { name: 'Masquer', text: 'Seul son auteur le voit encore.' },
      SUSPEND: { name: 'Suspendre', text: 'La personne peut lire, mais plus écrire.' },
    },
    until: 'Pour combien de temps',
    days: (count) => plural('fr', count, { one: '# jour', other: '# jours' }),
    forGood: 'Pour toujours',
    message: 'Ce que lit la personne',
    messageHint: 'Pourquoi, en mots simples.',
    note: 'Note pour la modération',
    noteHint: 'Seule la modération la lit.',
    decideNow: 'Décider',
    decided: 'C’est décidé.',
    changedMeanwhile: 'Le dossier a changé entre-temps. Regarde-le à nouveau.',
    decisions: 'Décisions',
    done: { DISMISS: 'Classé', WARN: 'Avertissement', HIDE: 'Masqué', SUSPEND: 'Suspension' },
    byWhom: (name, when) => `${name}, ${when}`,
    ends: (when) => `jusqu’à : ${when}`,
    endsNever: 'pour toujours',
    lifted: (when) => `Retirée : ${when}`,
    lift: 'Retirer',
    liftTitle: 'Retirer cette décision ?',
    liftText: 'Tout redevient comme avant, et la personne est prévenue.',
    appeal: 'Contestation',
    appealWaits: 'Attend une réponse',
    upheld: 'La décision est maintenue',
    granted: 'La décision a été retirée',
    uphold: 'Maintenir',
    grant: 'Accepter',
    upholdTitle: 'Maintenir la décision ?',
    grantTitle: 'Accepter la contestation ?',
    upholdText: 'La décision reste telle quelle. La personne est prévenue.',
    grantText: 'La décision est retirée. La personne est prévenue.',
    history: 'Historique',
    audit: {
      OPENED: 'Ouvert',
      DECIDED: 'Décidé',
      APPEALED: 'Contesté',
      APPEAL_DECIDED: 'Contestation tranchée',
      LIFTED: 'Retiré',
    },
    noticesTitle: 'Décisions à ton sujet',
    noticesLead: 'Ce que la modération a décidé sur toi et tes écrits.',
    noNotices: 'Rien n’a été décidé à ton sujet',
    told: {
      DISMISS: {
        PERSON: 'Tout allait bien',
        POST: 'Tout allait bien avec ta publication',
        COMMENT: 'Tout allait bien avec ton commentaire',
        MESSAGE: 'Tout allait bien avec ton message',
      },
      WARN: {
        PERSON: 'Tu as reçu un avertissement',
        POST: 'Tu as reçu un avertissement pour une publication',
        COMMENT: 'Tu as reçu un avertissement pour un commentaire',
        MESSAGE: 'Tu as reçu un avertissement pour un message',
      },
      HIDE: {
        PERSON: 'Ton profil a été masqué',
        POST: 'Ta publication a été masquée',
        COMMENT: 'Ton commentaire a été masqué',
        MESSAGE: 'Ton message a été masqué',
      },
      SUSPEND: {
        PERSON: 'Ton compte a été suspendu',
        POST: 'Ton compte a été suspendu pour une publication',
        COMMENT: 'Ton compte a été suspendu pour un commentaire',
        MESSAGE: 'Ton compte a été suspendu pour un message',
      },
    },
    fromModerators: 'La modération dit',
    yourWords: 'Tu as écrit',
    appealThis: 'Contester',
    appealTitle: 'Contester cette décision',
    appealText: 'Dis pourquoi la retirer. Tu peux contester une fois ; la modération te lit.',
    yourAppeal: 'Ta contestation',
    appealed: 'Ta contestation est chez la modération.',
    suspended: 'Ton compte est suspendu',
    suspendedUntil: (when) => `Tu peux lire, mais pas écrire. Jusqu’à : ${when}.`,
    suspendedForGood: 'Tu peux lire, mais pas écrire.',
    why: 'Pourquoi, et que faire',
    settings: 'Décisions à ton sujet',
    settingsText:
      'Quand la modération décide quelque chose sur tes écrits, tu le lis ici et peux contester.',
    latest: 'La modération a décidé quelque chose à ton sujet',
  },
  'pt-BR': {
    report: 'Denunciar',
    reportTitle: {
      PERSON: 'Denunciar esta pessoa',
      POST: 'Denunciar esta publicação',
      COMMENT: 'Denunciar este comentário',
      MESSAGE: 'Denunciar esta mensagem',
    },
    reportText: 'Nossa moderação analisa. A outra pessoa não fica sabendo quem avisou.',
    reason: 'O que há de errado?',
    reasons: {
      SPAM: 'Spam',
      HARASSMENT: 'Assédio',
      HATE: 'Ódio',
      VIOLENCE: 'Violência',
      SELF_HARM: 'Automutilação',
      SEXUAL: 'Conteúdo sexual',
      ILLEGAL: 'Contra a lei',
      IMPERSONATION: 'Finge ser outra pessoa',
      MISINFORMATION: 'Enganoso',
      OTHER: 'Outra coisa',
    },
    chooseReason: 'Escolha o que há de errado.',
    details: 'O que devemos saber',
    detailsHint: 'O que aconteceu e onde mais olhar.',
    send: 'Enviar denúncia',
    reported: 'Obrigado. Nossa moderação vai analisar.',
    hiddenPost: 'A moderação ocultou esta publicação, ou ainda vai analisá-la. Só você a vê.',
    hiddenComment: 'Oculto pela moderação. Só você vê.',
    hiddenMessage: 'Oculta pela moderação',
    title: 'Moderação',
    lead: 'O que pessoas e regras apontaram, o mais antigo primeiro.',
    which: 'Quais casos',
    states: { OPEN: 'Abertos', APPEALED: 'Contestados', DECIDED: 'Decididos' },
    empty: {
      OPEN: 'Nada espera por você',
      APPEALED: 'Nenhuma contestação',
      DECIDED: 'Nada decidido ainda',
    },
    kinds: { PERSON: 'Perfil', POST: 'Publicação', COMMENT: 'Comentário', MESSAGE: 'Mensagem' },
    about: (kind, name) => `${kind} · ${name}`,
    someone: 'Alguém que saiu',
    rule: 'Uma regra',
    reportCount: (count) => plural('pt-BR', count, { one: '# denúncia', other: '# denúncias' }),
    byRules: 'Por regras',
    opened: (when) => `Aberto ${when}`,
    notFound: 'Esse caso não existe',
    notFoundHint: 'Não está aqui, ou você não pode vê-lo.',
    back: 'Moderação',
    said: 'O que dizia',
    context: 'Onde está',
    thisOne: 'Este',
    saidAt: (when) => `Como estava: ${when}`,
    noWords: 'Sem palavras',
    picture: (number) => `Imagem denunciada ${String(number)}`,
    showPost: 'Abrir a publicação',
    showPerson: 'Abrir o perfil',
    reports: 'Denúncias',
    noReports: 'Ninguém denunciou: uma regra apontou.',
    decide: 'Decidir',
    decision: 'Sua decisão',
    actions: {
      DISMISS: { name: 'Descartar', text: 'Não há nada de errado. Ninguém é avisado.' },
      WARN: { name: 'Advertir', text: 'Fica, e a pessoa é avisada por que não repetir.' },
      HIDE: { name: 'Ocultar', text: 'Só quem escreveu ainda vê.' },
      SUSPEND: { name: 'Suspender', text: 'A pessoa pode ler, mas não escrever.' },
    },
    until: 'Por quanto tempo',
    days: (count) => plural('pt-BR', count, { one: '# dia', other: '# dias' }),
    forGood: 'Para sempre',
    message: 'O que a pessoa lê',
    messageHint: 'O porquê, em palavras simples.',
    note: 'Nota para a moderação',
    noteHint: 'Só a moderação lê.',
    decideNow: 'Decidir',
    decided: 'Decidido.',
    changedMeanwhile: 'O caso mudou nesse meio-tempo. Olhe de novo.',
    decisions: 'Decisões',
    done: { DISMISS: 'Descartado', WARN: 'Advertência', HIDE: 'Ocultado', SUSPEND: 'Suspensão' },
    byWhom: (name, when) => `${name}, ${when}`,
    ends: (when) => `até: ${when}`,
    endsNever: 'para sempre',
    lifted: (when) => `Retirada: ${when}`,
    lift: 'Retirar',
    liftTitle: 'Retirar esta decisão?',
    liftText: 'Tudo volta a ser como antes, e a pessoa é avisada.',
    appeal: 'Contestação',
    appealWaits: 'Espera resposta',
    upheld: 'A decisão fica',
    granted: 'A decisão foi retirada',
    uphold: 'Manter',
    grant: 'Aceitar',
    upholdTitle: 'Manter a decisão?',
    grantTitle: 'Aceitar a contestação?',
    upholdText: 'A decisão fica como está. A pessoa é avisada.',
    grantText: 'A decisão é retirada. A pessoa é avisada.',
    history: 'Histórico',
    audit: {
      OPENED: 'Aberto',
      DECIDED: 'Decidido',
      APPEALED: 'Contestado',
      APPEAL_DECIDED: 'Contestação decidida',
      LIFTED: 'Retirado',
    },
    noticesTitle: 'Decisões sobre você',
    noticesLead: 'O que a moderação decidiu sobre você e o que escreveu.',
    noNotices: 'Nada foi decidido sobre você',
    told: {
      DISMISS: {
        PERSON: 'Não havia nada de errado',
        POST: 'Não havia nada de errado com sua publicação',
        COMMENT: 'Não havia nada de errado com seu comentário',
        MESSAGE: 'Não havia nada de errado com sua mensagem',
      },
      WARN: {
        PERSON: 'Você recebeu uma advertência',
        POST: 'Você recebeu uma advertência por uma publicação',
        COMMENT: 'Você recebeu uma advertência por um comentário',
        MESSAGE: 'Você recebeu uma advertência por uma mensagem',
      },
      HIDE: {
        PERSON: 'Seu perfil foi ocultado',
        POST: 'Sua publicação foi ocultada',
        COMMENT: 'Seu comentário foi ocultado',
        MESSAGE: 'Sua mensagem foi ocultada',
      },
      SUSPEND: {
        PERSON: 'Sua conta foi suspensa',
        POST: 'Sua conta foi suspensa por uma publicação',
        COMMENT: 'Sua conta foi suspensa por um comentário',
        MESSAGE: 'Sua conta foi suspensa por uma mensagem',
      },
    },
    fromModerators: 'A moderação diz',
    yourWords: 'Você escreveu',
    appealThis: 'Contestar',
    appealTitle: 'Contestar esta decisão',
    appealText: 'Diga por que deveria ser retirada. Você pode contestar uma vez; a moderação lê.',
    yourAppeal: 'Sua contestação',
    appealed: 'Sua contestação está com a moderação.',
    suspended: 'Sua conta está suspensa',
    suspendedUntil: (when) => `Você pode ler, mas não escrever. Até: ${when}.`,
    suspendedForGood: 'Você pode ler, mas não escrever.',
    why: 'Por quê, e o que fazer',
    settings: 'Decisões sobre você',
    settingsText:
      'Quando a moderação decide algo sobre o que você escreveu, você lê aqui e pode contestar.',
    latest: 'A moderação decidiu algo sobre você',
  },
};
