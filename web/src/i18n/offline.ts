// Without a network: what is shown, what waits, what became of it.
import type { Full } from '@/lib/offline/queue';
import { plural, type Texts } from './texts';

export interface OfflineTexts {
  readonly offline: string;
  readonly waiting: (count: number) => string;
  readonly sending: (count: number) => string;
  readonly lost: (count: number) => string;
  readonly title: string;
  readonly offlineHint: string;
  readonly lastState: string;
  readonly canWait: string;
  readonly canWaitList: readonly string[];
  readonly cannotWait: string;
  readonly limits: string;
  readonly waitingTitle: string;
  readonly waitingHint: string;
  readonly nothingWaits: string;
  readonly lostTitle: string;
  readonly lostHint: string;
  readonly seen: string;
  readonly discard: (what: string) => string;
  readonly mark: string;
  readonly keptHere: string;
  readonly needsConnection: string;
  readonly changes: Readonly<Record<string, string>>;
  readonly otherChange: string;
  readonly full: Readonly<Record<Full, string>>;
  readonly noRoom: string;
  readonly newVersion: string;
  readonly reload: string;
  readonly leaveTitle: string;
  readonly leaveText: (count: number) => string;
  readonly stay: string;
}

export const offlineTexts: Texts<OfflineTexts> = {
  en: {
    offline: 'Offline',
    waiting: (count) => plural('en', count, { one: '# change waits', other: '# changes wait' }),
    sending: (count) =>
      plural('en', count, { one: 'Sending # change…', other: 'Sending # changes…' }),
    lost: (count) =>
      plural('en', count, { one: '# change was refused', other: '# changes were refused' }),
    title: 'Offline and waiting',
    offlineHint: 'You have no connection right now.',
    lastState: 'Pages show what you saw last.',
    canWait: 'These you can do now; they wait here and are sent by themselves:',
    canWaitList: [
      'log a workout, by hand or from a file',
      'finish and reopen tasks, add new ones',
      'create goals',
      'like and boost posts',
    ],
    cannotWait:
      'Everything else needs a connection: editing and deleting, posts, comments and messages, quests, groups, people and settings.',
    limits: 'Up to 500 changes can wait; files up to 20 MB each and 60 MB together.',
    waitingTitle: 'Waiting to be sent',
    waitingHint:
      'In this order, as soon as there is a connection. They stay here when you close the app.',
    nothingWaits: 'Nothing waits. Everything has been sent.',
    lostTitle: 'Refused',
    lostHint:
      'Something had changed in the meantime. Here is what was not done, so that you can do it again.',
    seen: 'Got it',
    discard: (what) => `Discard: ${what}`,
    mark: 'Waiting to be sent',
    keptHere: 'Kept here. It is sent as soon as there is a connection.',
    needsConnection:
      'This needs a connection and can’t wait here. Please try again when you are online.',
    changes: {
      LogWorkout: 'Log a workout',
      ImportFile: 'Import a file',
      CreateGoal: 'Create a goal',
      AddTask: 'Add a task',
      CompleteTask: 'Finish a task',
      ReopenTask: 'Reopen a task',
      LikePost: 'Like a post',
      UnlikePost: 'Take back a like',
      BoostPost: 'Boost a post',
      UnboostPost: 'Take back a boost',
    },
    otherChange: 'A change',
    full: {
      tooMany: '500 changes wait already. Go online first, so that they are sent.',
      tooBig: 'This is too long to wait here. Please try again when you are online.',
      fileTooBig:
        'Files that wait for a connection can be up to 20 MB. Please try again when you are online.',
      filesTooBig:
        'The files that wait would be more than 60 MB together. Go online first, so that they are sent.',
    },
    noRoom: 'This browser has no room to keep it. Please try again when you are online.',
    newVersion: 'There is a new version of Waymark.',
    reload: 'Reload',
    leaveTitle: 'Log out and lose what waits?',
    leaveText: (count) =>
      plural('en', count, {
        one: '# change has not been sent yet. Logging out wipes it from this browser.',
        other: '# changes have not been sent yet. Logging out wipes them from this browser.',
      }),
    stay: 'Stay',
  },
  es: {
    offline: 'Sin conexión',
    waiting: (count) =>
      plural('es', count, { one: '# cambio en espera', other: '# cambios en espera' }),
    sending: (count) =>
      plural('es', count, { one: 'Enviando # cambio…', other: 'Enviando # cambios…' }),
    lost: (count) =>
      plural('es', count, { one: '# cambio rechazado', other: '# cambios rechazados' }),
    title: 'Sin conexión y en espera',
    offlineHint: 'Ahora mismo no tienes conexión.',
    lastState: 'Las páginas muestran lo último que viste.',
    canWait: 'Esto puedes hacerlo ya; espera aquí y se envía solo:',
    canWaitList: [
      'registrar un entrenamiento, a mano o desde un archivo',
      'terminar y reabrir tareas, añadir nuevas',
      'crear metas',
      'dar me gusta y difundir publicaciones',
    ],
    cannotWait:
      'Todo lo demás necesita conexión: editar y eliminar, publicaciones, comentarios y mensajes, misiones, grupos, personas y ajustes.',
    limits: 'Pueden esperar hasta 500 cambios; archivos de hasta 20 MB cada uno y 60 MB en total.',
    waitingTitle: 'Pendiente de enviar',
    waitingHint:
      'En este orden, en cuanto haya conexión. Siguen aquí aunque cierres la aplicación.',
    nothingWaits: 'No hay nada en espera. Todo está enviado.',
    lostTitle: 'Rechazado',
    lostHint:
      'Algo había cambiado entretanto. Esto es lo que no se hizo, para que puedas repetirlo.',
    seen: 'Entendido',
    discard: (what) => `Descartar: ${what}`,
    mark: 'Pendiente de enviar',
    keptHere: 'Guardado aquí. Se envía en cuanto haya conexión.',
    needsConnection:
      'Esto necesita conexión y no puede esperar aquí. Vuelve a intentarlo cuando tengas red.',
    changes: {
      LogWorkout: 'Registrar un entrenamiento',
      ImportFile: 'Importar un archivo',
      CreateGoal: 'Crear una meta',
      AddTask: 'Añadir una tarea',
      CompleteTask: 'Terminar una tarea',
      ReopenTask: 'Reabrir una tarea',
      LikePost: 'Dar me gusta',
      UnlikePost: 'Quitar un me gusta',
      BoostPost: 'Difundir una publicación',
      UnboostPost: 'Dejar de difundir',
    },
    otherChange: 'Un cambio',
    full: {
      tooMany: 'Ya hay 500 cambios en espera. Conéctate primero para que se envíen.',
      tooBig: 'Esto es demasiado largo para esperar aquí. Vuelve a intentarlo cuando tengas red.',
      fileTooBig:
        'Los archivos en espera pueden ocupar hasta 20 MB. Vuelve a intentarlo cuando tengas red.',
      filesTooBig:
        'Los archivos en espera sumarían más de 60 MB. Conéctate primero para que se envíen.',
    },
    noRoom: 'Este navegador no tiene sitio para guardarlo. Vuelve a intentarlo cuando tengas red.',
    newVersion: 'Hay una versión nueva de Waymark.',
    reload: 'Recargar',
    leaveTitle: '¿Cerrar sesión y perder lo que espera?',
    leaveText: (count) =>
      plural('es', count, {
        one: '# cambio aún no se ha enviado. Al cerrar sesión se borra de este navegador.',
        other: '# cambios aún no se han enviado. Al cerrar sesión se borran de este navegador.',
      }),
    stay: 'Quedarme',
  },
  fr: {
    offline: 'Hors ligne',
    waiting: (count) =>
      plural('fr', count, {
        one: '# modification en attente',
        other: '# modifications en attente',
      }),
    sending: (count) =>
      plural('fr', count, {
        one: 'Envoi de # modification…',
        other: 'Envoi de # modifications…',
      }),
    lost: (count) =>
      plural('fr', count, {
        one: '# modification refusée',
        other: '# modifications refusées',
      }),
    title: 'Hors ligne et en attente',
    offlineHint: 'Tu n’as pas de connexion pour le moment.',
    lastState: 'Les pages montrent ce que tu as vu en dernier.',
    canWait: 'Tu peux déjà faire ceci ; cela attend ici et part tout seul :',
    canWaitList: [
      'enregistrer une séance, à la main ou depuis un fichier',
      'terminer et rouvrir des tâches, en ajouter',
      'créer des objectifs',
      'aimer et relayer des publications',
    ],
    cannotWait:
      'Tout le reste demande une connexion : modifier et supprimer, publications, commentaires et messages, quêtes, groupes, personnes et réglages.',
    limits:
      'Jusqu’à 500 modifications peuvent attendre ; des fichiers de 20 Mo au plus chacun et 60 Mo en tout.',
    waitingTitle: 'En attente d’envoi',
    waitingHint:
      'Dans cet ordre, dès qu’il y aura une connexion. Tout reste ici si tu fermes l’application.',
    nothingWaits: 'Rien n’attend. Tout est envoyé.',
    lostTitle: 'Refusé',
    lostHint:
      'Quelque chose avait changé entre-temps. Voici ce qui n’a pas été fait, pour que tu puisses le refaire.',
    seen: 'Compris',
    discard: (what) => `Abandonner : ${what}`,
    mark: 'En attente d’envoi',
    keptHere: 'Gardé ici. C’est envoyé dès qu’il y a une connexion.',
    needsConnection:
      'Cela demande une connexion et ne peut pas attendre ici. Réessaie une fois en ligne.',
    changes: {
      LogWorkout: 'Enregistrer une séance',
      ImportFile: 'Importer un fichier',
      CreateGoal: 'Créer un objectif',
      AddTask: 'Ajouter une tâche',
      CompleteTask: 'Terminer une tâche',
      ReopenTask: 'Rouvrir une tâche',
      LikePost: 'Aimer une publication',
      UnlikePost: 'Ne plus aimer',
      BoostPost: 'Relayer une publication',
      UnboostPost: 'Ne plus relayer',
    },
    otherChange: 'Une modification',
    full: {
      tooMany: '500 modifications attendent déjà. Connecte-toi d’abord pour qu’elles partent.',
      tooBig: 'C’est trop long pour attendre ici. Réessaie une fois en ligne.',
      fileTooBig: 'Un fichier en attente peut faire 20 Mo au plus. Réessaie une fois en ligne.',
      filesTooBig:
        'Les fichiers en attente dépasseraient 60 Mo en tout. Connecte-toi d’abord pour qu’ils partent.',
    },
    noRoom: 'Ce navigateur n’a plus de place pour le garder. Réessaie une fois en ligne.',
    newVersion: 'Une nouvelle version de Waymark est là.',
    reload: 'Recharger',
    leaveTitle: 'Se déconnecter et perdre ce qui attend ?',
    leaveText: (count) =>
      plural('fr', count, {
        one: '# modification n’est pas encore envoyée. Se déconnecter l’efface de ce navigateur.',
        other:
          '# modifications ne sont pas encore envoyées. Se déconnecter les efface de ce navigateur.',
      }),
    stay: 'Rester',
  },
  'pt-BR': {
    offline: 'Sem conexão',
    waiting: (count) =>
      plural('pt-BR', count, { one: '# mudança esperando', other: '# mudanças esperando' }),
    sending: (count) =>
      plural('pt-BR', count, { one: 'Enviando # mudança…', other: 'Enviando # mudanças…' }),
    lost: (count) =>
      plural('pt-BR', count, { one: '# mudança recusada', other: '# mudanças recusadas' }),
    title: 'Sem conexão e em espera',
    offlineHint: 'Você está sem conexão agora.',
    lastState: 'As páginas mostram o que você viu por último.',
    canWait: 'Isto você já pode fazer; espera aqui e é enviado sozinho:',
    canWaitList: [
      'registrar um treino, à mão ou de um arquivo',
      'concluir e reabrir tarefas, adicionar novas',
      'criar metas',
      'curtir e compartilhar publicações',
    ],
    cannotWait:
      'Todo o resto precisa de conexão: editar e excluir, publicações, comentários e mensagens, missões, grupos, pessoas e ajustes.',
    limits: 'Até 500 mudanças podem esperar; arquivos de até 20 MB cada e 60 MB no total.',
    waitingTitle: 'Esperando envio',
    waitingHint:
      'Nesta ordem, assim que houver conexão. Ficam aqui mesmo se você fechar o aplicativo.',
    nothingWaits: 'Nada está esperando. Tudo foi enviado.',
    lostTitle: 'Recusado',
    lostHint:
      'Algo tinha mudado nesse meio-tempo. Aqui está o que não foi feito, para você poder refazer.',
    seen: 'Entendi',
    discard: (what) => `Descartar: ${what}`,
    mark: 'Esperando envio',
    keptHere: 'Guardado aqui. É enviado assim que houver conexão.',
    needsConnection:
      'Isto precisa de conexão e não pode esperar aqui. Tente de novo quando estiver on-line.',
    changes: {
      LogWorkout: 'Registrar um treino',
      ImportFile: 'Importar um arquivo',
      CreateGoal: 'Criar uma meta',
      AddTask: 'Adicionar uma tarefa',
      CompleteTask: 'Concluir uma tarefa',
      ReopenTask: 'Reabrir uma tarefa',
      LikePost: 'Curtir uma publicação',
      UnlikePost: 'Descurtir',
      BoostPost: 'Compartilhar uma publicação',
      UnboostPost: 'Desfazer um compartilhamento',
    },
    otherChange: 'Uma mudança',
    full: {
      tooMany: '500 mudanças já estão esperando. Conecte-se primeiro para que sejam enviadas.',
      tooBig: 'Isto é longo demais para esperar aqui. Tente de novo quando estiver on-line.',
      fileTooBig: 'Arquivos em espera podem ter até 20 MB. Tente de novo quando estiver on-line.',
      filesTooBig:
        'Os arquivos em espera passariam de 60 MB no total. Conecte-se primeiro para que sejam enviados.',
    },
    noRoom: 'Este navegador não tem espaço para guardar. Tente de novo quando estiver on-line.',
    newVersion: 'Há uma nova versão do Waymark.',
    reload: 'Recarregar',
    leaveTitle: 'Sair e perder o que espera?',
    leaveText: (count) =>
      plural('pt-BR', count, {
        one: '# mudança ainda não foi enviada. Ao sair, ela é apagada deste navegador.',
        other: '# mudanças ainda não foram enviadas. Ao sair, elas são apagadas deste navegador.',
      }),
    stay: 'Ficar',
  },
};
