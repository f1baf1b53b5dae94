import type { ImportJob } from '@/models';
import { plural, type Texts } from './texts';

export interface ImportsTexts {
  readonly title: string;
  readonly open: string;
  readonly lead: string;
  readonly dropTitle: string;
  readonly dropText: string;
  readonly chooseFiles: string;
  readonly chooseFolder: string;
  readonly now: string;
  readonly earlier: string;
  readonly waiting: string;
  readonly made: string;
  readonly merged: string;
  readonly known: string;
  readonly look: string;
  readonly archive: string;
  readonly states: Readonly<Record<ImportJob['state'], string>>;
  readonly madeCount: (count: number) => string;
  readonly mergedCount: (count: number) => string;
  readonly sameCount: (count: number) => string;
  readonly stepDays: (count: number) => string;
  readonly skipped: (count: number) => string;
  readonly failures: (count: number) => string;
}

export const importsTexts: Texts<ImportsTexts> = {
  en: {
    title: 'Bring in workouts',
    open: 'Import files',
    lead: 'From your watch, your phone, or a whole archive of years.',
    dropTitle: 'Drop files, folders or archives here',
    dropText:
      'FIT, GPX, TCX, CSV, each also as .gz; .zip with any of them; the export.zip of Apple Health. The same workout twice is recognised and counts once.',
    chooseFiles: 'Choose files',
    chooseFolder: 'Choose a folder',
    now: 'Coming in',
    earlier: 'Earlier imports',
    waiting: 'Waiting…',
    made: 'A new workout.',
    merged:
      'Put together with a workout that was there. Its page says why, and takes it apart again.',
    known: 'This one was here already. Nothing is counted twice.',
    look: 'Look',
    archive: 'Archive',
    states: {
      WAITING: 'Waiting',
      RUNNING: 'Reading',
      DONE: 'Done',
      FAILED: 'Could not be read',
      CANCELLED: 'Cancelled',
    },
    madeCount: (count) => plural('en', count, { one: '# new workout', other: '# new workouts' }),
    mergedCount: (count) =>
      plural('en', count, {
        one: '# put together with what was there',
        other: '# put together with what was there',
      }),
    sameCount: (count) =>
      plural('en', count, { one: '# was here already', other: '# were here already' }),
    stepDays: (count) => plural('en', count, { one: 'steps of # day', other: 'steps of # days' }),
    skipped: (count) => plural('en', count, { one: '# other file', other: '# other files' }),
    failures: (count) =>
      plural('en', count, { one: '# could not be read', other: '# could not be read' }),
  },
  es: {
    title: 'Importar entrenos',
    open: 'Importar archivos',
    lead: 'Del reloj, del móvil o de un archivo de años enteros.',
    dropTitle: 'Suelta aquí archivos o carpetas',
    dropText:
      'FIT, GPX, TCX, CSV, también como .gz; .zip con cualquiera de ellos; el export.zip de Apple Health. Si un entreno viene dos veces, se reconoce y cuenta una.',
    chooseFiles: 'Elegir archivos',
    chooseFolder: 'Elegir una carpeta',
    now: 'Entrando',
    earlier: 'Importaciones anteriores',
    waiting: 'En espera…',
    made: 'Un entreno nuevo.',
    merged: 'Unido a un entreno que ya había. Su página dice por qué, y lo vuelve a separar.',
    known: 'Este ya estaba. Nada se cuenta dos veces.',
    look: 'Ver',
    archive: 'Archivo comprimido',
    states: {
      WAITING: 'En espera',
      RUNNING: 'Leyendo',
      DONE: 'Hecho',
      FAILED: 'No se ha podido leer',
      CANCELLED: 'Cancelado',
    },
    madeCount: (count) =>
      plural('es', count, { one: '# entreno nuevo', other: '# entrenos nuevos' }),
    mergedCount: (count) =>
      plural('es', count, { one: '# unido a lo que había', other: '# unidos a lo que había' }),
    sameCount: (count) => plural('es', count, { one: '# ya estaba', other: '# ya estaban' }),
    stepDays: (count) => plural('es', count, { one: 'pasos de # día', other: 'pasos de # días' }),
    skipped: (count) =>
      plural('es', count, { one: '# archivo de otra cosa', other: '# archivos de otra cosa' }),
    failures: (count) =>
      plural('es', count, { one: '# no se ha podido leer', other: '# no se han podido leer' }),
  },
  fr: {
    title: 'Importer des séances',
    open: 'Importer des fichiers',
    lead: 'De ta montre, de ton téléphone ou d’une archive de plusieurs années.',
    dropTitle: 'Dépose ici fichiers, dossiers ou archives',
    dropText:
      'FIT, GPX, TCX, CSV, aussi en .gz ; un .zip qui en contient ; l’export.zip d’Apple Health. La même séance en double est reconnue et compte une fois.',
    chooseFiles: 'Choisir des fichiers',
    chooseFolder: 'Choisir un dossier',
    now: 'En cours',
    earlier: 'Imports précédents',
    waiting: 'En attente…',
    made: 'Une nouvelle séance.',
    merged: 'Réunie avec une séance qui était là. Sa page dit pourquoi, et les sépare à nouveau.',
    known: 'Celle-ci était déjà là. Rien n’est compté deux fois.',
    look: 'Voir',
    archive: 'Archive',
    states: {
      WAITING: 'En attente',
      RUNNING: 'Lecture',
      DONE: 'Terminé',
      FAILED: 'Illisible',
      CANCELLED: 'Annulé',
    },
    madeCount: (count) =>
      plural('fr', count, { one: '# nouvelle séance', other: '# nouvelles séances' }),
    mergedCount: (count) =>
      plural('fr', count, {
        one: '# réunie avec ce qui était là',
        other: '# réunies avec ce qui était là',
      }),
    sameCount: (count) => plural('fr', count, { one: '# déjà là', other: '# déjà là' }),
    stepDays: (count) => plural('fr', count, { one: 'pas de # jour', other: 'pas de # jours' }),
    skipped: (count) => plural('fr', count, { one: '# autre fichier', other: '# autres fichiers' }),
    failures: (count) => plural('fr', count, { one: '# illisible', other: '# illisibles' }),
  },
  'pt-BR': {
    title: 'Importar treinos',
    open: 'Importar arquivos',
    lead: 'Do relógio, do celular ou de um arquivo de anos inteiros.',
    dropTitle: 'Solte aqui arquivos ou pastas',
    dropText:
      'FIT, GPX, TCX, CSV, também como .gz; .zip com qualquer um deles; o export.zip do Apple Health. O mesmo treino duas vezes é reconhecido e conta uma.',
    chooseFiles: 'Escolher arquivos',
    chooseFolder: 'Escolher uma pasta',
    now: 'Chegando',
    earlier: 'Importações anteriores',
    waiting: 'Esperando…',
    made: 'Um treino novo.',
    merged: 'Juntado a um treino que já havia. A página dele diz por quê, e separa de novo.',
    known: 'Este já estava aqui. Nada é contado duas vezes.',
    look: 'Ver',
    archive: 'Arquivo compactado',
    states: {
      WAITING: 'Esperando',
      RUNNING: 'Lendo',
      DONE: 'Pronto',
      FAILED: 'Não pôde ser lido',
      CANCELLED: 'Cancelado',
    },
    madeCount: (count) =>
      plural('pt-BR', count, { one: '# treino novo', other: '# treinos novos' }),
    mergedCount: (count) =>
      plural('pt-BR', count, { one: '# juntado ao que havia', other: '# juntados ao que havia' }),
    sameCount: (count) => plural('pt-BR', count, { one: '# já estava', other: '# já estavam' }),
    stepDays: (count) =>
      plural('pt-BR', count, { one: 'passos de # dia', other: 'passos de # dias' }),
    skipped: (count) =>
      plural('pt-BR', count, { one: '# outro arquivo', other: '# outros arquivos' }),
    failures: (count) =>
      plural('pt-BR', count, { one: '# não pôde ser lido', other: '# não puderam ser lidos' }),
  },
};
