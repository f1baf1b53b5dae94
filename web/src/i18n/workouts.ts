import type { WorkoutType } from '@/models';
import { plural, type Texts } from './texts';

export interface WorkoutsTexts {
  readonly title: string;
  readonly log: string;
  readonly types: Readonly<Record<WorkoutType, string>>;
  readonly sources: Readonly<
    Record<'MANUAL' | 'FIT' | 'GPX' | 'TCX' | 'APPLE_HEALTH' | 'CSV', string>
  >;
  readonly empty: string;
  readonly emptyHint: string;
  readonly type: string;
  readonly name: string;
  readonly nameExample: string;
  readonly startedAt: string;
  readonly duration: string;
  readonly usualDurations: string;
  readonly when: string;
  readonly moments: Readonly<Record<'now' | 'earlier', string>>;
  readonly addDetails: string;
  readonly hours: string;
  readonly minutes: string;
  readonly durationMissing: string;
  readonly durationLong: string;
  readonly minutesRange: string;
  readonly distance: string;
  readonly distanceLong: string;
  readonly climb: string;
  readonly heartRate: string;
  readonly heartRateRange: string;
  readonly steps: string;
  readonly pushes: string;
  readonly stepsRange: string;
  readonly notes: string;
  readonly logged: string;
  readonly editTitle: string;
  readonly dropHere: string;
  readonly sending: (percent: string) => string;
  readonly reading: string;
  readonly moving: string;
  readonly elapsed: string;
  readonly pace: string;
  readonly speed: string;
  readonly heartRateUnit: (beats: string) => string;
  readonly lowest: string;
  readonly highest: string;
  readonly track: (points: number) => string;
  readonly trackAlt: string;
  readonly start: string;
  readonly finish: string;
  readonly deleteTitle: string;
  readonly deleteText: string;
  readonly deleted: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly back: string;
}

export const workoutsTexts: Texts<WorkoutsTexts> = {
  en: {
    title: 'Workouts',
    log: 'Log a workout',
    types: {
      RUN: 'Run',
      WALK: 'Walk',
      HIKE: 'Hike',
      RIDE: 'Ride',
      SWIM: 'Swim',
      ROW: 'Row',
      SKI: 'Ski',
      STRENGTH: 'Strength',
      YOGA: 'Yoga',
      OTHER: 'Other',
    },
    sources: {
      MANUAL: 'By hand',
      FIT: 'FIT file',
      GPX: 'GPX file',
      TCX: 'TCX file',
      APPLE_HEALTH: 'Apple Health',
      CSV: 'CSV file',
    },
    empty: 'No workouts yet',
    emptyHint:
      'Every run, ride and walk moves your quests along. Log one by hand, or bring in files from your watch.',
    type: 'What did you do?',
    name: 'Name',
    nameExample: 'Sunday long run',
    startedAt: 'Started',
    duration: 'Time moving',
    usualDurations: 'Usual durations',
    when: 'When?',
    moments: { now: 'Just finished', earlier: 'Earlier' },
    addDetails: 'Add name, climb, heart rate, notes',
    hours: 'Hours',
    minutes: 'Minutes',
    durationMissing: 'How long did it take?',
    durationLong: 'A workout can’t be longer than 7 days.',
    minutesRange: 'Minutes go from 0 to 59.',
    distance: 'Distance in km',
    distanceLong: 'That’s farther than 2,000 km.',
    climb: 'Climb in m',
    heartRate: 'Average heart rate',
    heartRateRange: 'Between 20 and 250.',
    steps: 'Steps',
    pushes: 'Wheelchair pushes',
    stepsRange: 'At most 1,000,000.',
    notes: 'Notes',
    logged: 'Workout logged.',
    editTitle: 'Edit workout',
    dropHere: 'Let go to upload',
    sending: (percent) => `Uploading… ${percent}`,
    reading: 'Reading the track…',
    moving: 'Moving',
    elapsed: 'Elapsed',
    pace: 'Pace',
    speed: 'Speed',
    heartRateUnit: (beats) => `${beats} bpm`,
    lowest: 'Lowest',
    highest: 'Highest',
    track: (points) =>
      plural('en', points, { one: 'Track of # point', other: 'Track of # points' }),
    trackAlt: 'The track, seen from above, north up',
    start: 'Start',
    finish: 'Finish',
    deleteTitle: 'Delete this workout?',
    deleteText: 'What it added to quests and points is taken back.',
    deleted: 'Workout deleted.',
    notFound: 'This workout is gone',
    notFoundHint: 'It was deleted, or it never was yours.',
    back: 'Back to workouts',
  },
  es: {
    title: 'Entrenos',
    log: 'Apuntar un entreno',
    types: {
      RUN: 'Carrera',
      WALK: 'Paseo',
      HIKE: 'Senderismo',
      RIDE: 'Bici',
      SWIM: 'Natación',
      ROW: 'Remo',
      SKI: 'Esquí',
      STRENGTH: 'Fuerza',
      YOGA: 'Yoga',
      OTHER: 'Otro',
    },
    sources: {
      MANUAL: 'A mano',
      FIT: 'Archivo FIT',
      GPX: 'Archivo GPX',
      TCX: 'Archivo TCX',
      APPLE_HEALTH: 'Apple Health',
      CSV: 'Archivo CSV',
    },
    empty: 'Aún no hay entrenos',
    emptyHint:
      'Cada carrera, ruta y paseo hace avanzar tus misiones. Apunta uno a mano o trae archivos de tu reloj.',
    type: '¿Qué has hecho?',
    name: 'Nombre',
    nameExample: 'Tirada larga del domingo',
    startedAt: 'Comienzo',
    duration: 'Tiempo en movimiento',
    usualDurations: 'Duraciones habituales',
    when: '¿Cuándo?',
    moments: { now: 'Acabo de terminar', earlier: 'Antes' },
    addDetails: 'Añadir nombre, desnivel, pulso, notas',
    hours: 'Horas',
    minutes: 'Minutos',
    durationMissing: '¿Cuánto duró?',
    durationLong: 'Un entreno no puede durar más de 7 días.',
    minutesRange: 'Los minutos van de 0 a 59.',
    distance: 'Distancia en km',
    distanceLong: 'Son más de 2000 km.',
    climb: 'Desnivel en m',
    heartRate: 'Pulso medio',
    heartRateRange: 'Entre 20 y 250.',
    steps: 'Pasos',
    pushes: 'Impulsos en silla de ruedas',
    stepsRange: 'Como máximo 1.000.000.',
    notes: 'Notas',
    logged: 'Entreno apuntado.',
    editTitle: 'Editar entreno',
    dropHere: 'Suelta para subirlo',
    sending: (percent) => `Subiendo… ${percent}`,
    reading: 'Leyendo el recorrido…',
    moving: 'En movimiento',
    elapsed: 'Total',
    pace: 'Ritmo',
    speed: 'Velocidad',
    heartRateUnit: (beats) => `${beats} ppm`,
    lowest: 'Punto más bajo',
    highest: 'Punto más alto',
    track: (points) =>
      plural('es', points, { one: 'Recorrido de # punto', other: 'Recorrido de # puntos' }),
    trackAlt: 'El recorrido visto desde arriba, con el norte arriba',
    start: 'Salida',
    finish: 'Llegada',
    deleteTitle: '¿Eliminar este entreno?',
    deleteText: 'Se retira lo que aportó a misiones y puntos.',
    deleted: 'Entreno eliminado.',
    notFound: 'Este entreno ya no está',
    notFoundHint: 'Se eliminó, o nunca fue tuyo.',
    back: 'Volver a los entrenos',
  },
  fr: {
    title: 'Séances',
    log: 'Noter une séance',
    types: {
      RUN: 'Course',
      WALK: 'Marche',
      HIKE: 'Randonnée',
      RIDE: 'Vélo',
      SWIM: 'Natation',
      ROW: 'Aviron',
      SKI: 'Ski',
      STRENGTH: 'Renforcement',
      YOGA: 'Yoga',
      OTHER: 'Autre',
    },
    sources: {
      MANUAL: 'À la main',
      FIT: 'Fichier FIT',
      GPX: 'Fichier GPX',
      TCX: 'Fichier TCX',
      APPLE_HEALTH: 'Apple Health',
      CSV: 'Fichier CSV',
    },
    empty: 'Pas encore de séance',
    emptyHint:
      'Chaque course, sortie ou marche fait avancer tes quêtes. Notes-en une à la main, ou apporte des fichiers de ta montre.',
    type: 'Qu’as-tu fait ?',
    name: 'Nom',
    nameExample: 'Sortie longue du dimanche',
    startedAt: 'Début',
    duration: 'Temps en mouvement',
    usualDurations: 'Durées habituelles',
    when: 'Quand ?',
    moments: { now: 'Je viens de finir', earlier: 'Plus tôt' },
    addDetails: 'Ajouter nom, dénivelé, cardio, notes',
    hours: 'Heures',
    minutes: 'Minutes',
    durationMissing: 'Combien de temps ?',
    durationLong: 'Une séance ne peut pas dépasser 7 jours.',
    minutesRange: 'Les minutes vont de 0 à 59.',
    distance: 'Distance en km',
    distanceLong: 'C’est plus de 2 000 km.',
    climb: 'Dénivelé en m',
    heartRate: 'Fréquence cardiaque moyenne',
    heartRateRange: 'Entre 20 et 250.',
    steps: 'Pas',
    pushes: 'Poussées en fauteuil roulant',
    stepsRange: 'Au plus 1 000 000.',
    notes: 'Notes',
    logged: 'Séance notée.',
    editTitle: 'Modifier la séance',
    dropHere: 'Relâche pour envoyer',
    sending: (percent) => `Envoi… ${percent}`,
    reading: 'Lecture du tracé…',
    moving: 'En mouvement',
    elapsed: 'Total',
    pace: 'Allure',
    speed: 'Vitesse',
    heartRateUnit: (beats) => `${beats} bpm`,
    lowest: 'Point bas',
    highest: 'Point haut',
    track: (points) =>
      plural('fr', points, { one: 'Tracé de # point', other: 'Tracé de # points' }),
    trackAlt: 'Le tracé vu du ciel, le nord en haut',
    start: 'Départ',
    finish: 'Arrivée',
    deleteTitle: 'Supprimer cette séance ?',
    deleteText: 'Ce qu’elle avait apporté aux quêtes et aux points est retiré.',
    deleted: 'Séance supprimée.',
    notFound: 'Cette séance n’est plus là',
    notFoundHint: 'Elle a été supprimée, ou n’a jamais été à toi.',
    back: 'Retour aux séances',
  },
  'pt-BR': {
    title: 'Treinos',
    log: 'Registrar um treino',
    types: {
      RUN: 'Corrida',
      WALK: 'Caminhada',
      HIKE: 'Trilha',
      RIDE: 'Pedal',
      SWIM: 'Natação',
      ROW: 'Remo',
      SKI: 'Esqui',
      STRENGTH: 'Força',
      YOGA: 'Ioga',
      OTHER: 'Outro',
    },
    sources: {
      MANUAL: 'À mão',
      FIT: 'Arquivo FIT',
      GPX: 'Arquivo GPX',
      TCX: 'Arquivo TCX',
      APPLE_HEALTH: 'Apple Health',
      CSV: 'Arquivo CSV',
    },
    empty: 'Ainda sem treinos',
    emptyHint:
      'Cada corrida, pedal e caminhada faz suas missões avançarem. Registre um à mão ou traga arquivos do seu relógio.',
    type: 'O que você fez?',
    name: 'Nome',
    nameExample: 'Longão de domingo',
    startedAt: 'Início',
    duration: 'Tempo em movimento',
    usualDurations: 'Durações de costume',
    when: 'Quando?',
    moments: { now: 'Acabei agora', earlier: 'Antes' },
    addDetails: 'Adicionar nome, subida, frequência, notas',
    hours: 'Horas',
    minutes: 'Minutos',
    durationMissing: 'Quanto tempo durou?',
    durationLong: 'Um treino não pode passar de 7 dias.',
    minutesRange: 'Os minutos vão de 0 a 59.',
    distance: 'Distância em km',
    distanceLong: 'São mais de 2.000 km.',
    climb: 'Subida em m',
    heartRate: 'Frequência cardíaca média',
    heartRateRange: 'Entre 20 e 250.',
    steps: 'Passos',
    pushes: 'Impulsos na cadeira de rodas',
    stepsRange: 'No máximo 1.000.000.',
    notes: 'Notas',
    logged: 'Treino registrado.',
    editTitle: 'Editar treino',
    dropHere: 'Solte para enviar',
    sending: (percent) => `Enviando… ${percent}`,
    reading: 'Lendo o percurso…',
    moving: 'Em movimento',
    elapsed: 'Total',
    pace: 'Ritmo',
    speed: 'Velocidade',
    heartRateUnit: (beats) => `${beats} bpm`,
    lowest: 'Ponto mais baixo',
    highest: 'Ponto mais alto',
    track: (points) =>
      plural('pt-BR', points, { one: 'Percurso de # ponto', other: 'Percurso de # pontos' }),
    trackAlt: 'O percurso visto de cima, com o norte para cima',
    start: 'Largada',
    finish: 'Chegada',
    deleteTitle: 'Excluir este treino?',
    deleteText: 'O que ele somou a missões e pontos é retirado.',
    deleted: 'Treino excluído.',
    notFound: 'Este treino não existe mais',
    notFoundHint: 'Foi excluído ou nunca foi seu.',
    back: 'Voltar aos treinos',
  },
};
