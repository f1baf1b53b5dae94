import type { RecordKind } from '@/models';
import { plural, type Texts } from './texts';

export interface NumbersTexts {
  readonly charts: string;
  readonly pointAtCharts: string;
  readonly hand: string;
  readonly curveAlt: (name: string, low: string, high: string) => string;
  readonly elevation: string;
  readonly paceCurve: string;
  readonly heartRateCurve: string;
  readonly cadence: string;
  readonly power: string;
  readonly descent: string;
  readonly maxHeart: string;
  readonly maxSpeed: string;
  readonly calories: string;
  readonly device: string;
  readonly indoors: string;
  readonly distance: string;
  readonly rate: string;
  readonly splits: string;
  readonly splitUnit: string;
  readonly units: Readonly<Record<'km' | 'mile', string>>;
  readonly upAndDown: string;
  readonly laps: string;
  readonly lap: string;
  readonly bestEfforts: string;
  readonly heartZones: string;
  readonly zone: (zone: number) => string;
  readonly records: Readonly<Record<RecordKind, string>>;
  readonly sourcesOf: (count: number) => string;
  readonly sourcesHint: string;
  readonly split: string;
  readonly splitTitle: string;
  readonly splitText: string;
  readonly splitDone: string;
  readonly whoSees: string;
  readonly parts: Readonly<Record<'workout' | 'map' | 'heartRate' | 'location', string>>;
  readonly asForAll: string;
  readonly asSharing: string;
  readonly statistics: string;
  readonly totals: string;
  readonly span: string;
  readonly spans: Readonly<Record<'weeks' | 'months', string>>;
  readonly measure: string;
  readonly measures: Readonly<
    Record<'distanceMetres' | 'movingSeconds' | 'climbMetres' | 'workouts', string>
  >;
  readonly whichType: string;
  readonly allTypes: string;
  readonly weekOf: (day: string) => string;
  readonly totalOf: (when: string, amount: string, workouts: number) => string;
  readonly personalRecords: string;
  readonly noRecords: string;
  readonly noRecordsHint: string;
  readonly privacy: string;
  readonly privacyLead: string;
  readonly zones: string;
  readonly zonesHint: string;
  readonly zonesMap: string;
  readonly addZone: string;
  readonly addLastStart: string;
  readonly zoneName: (place: number) => string;
  readonly removeZone: (place: number) => string;
  readonly radius: string;
  readonly maxHeartRate: string;
  readonly maxHeartRateHint: string;
}

export const numbersTexts: Texts<NumbersTexts> = {
  en: {
    charts: 'On the way',
    pointAtCharts: 'Point at a curve to read it, and to see on the map where it was.',
    hand: 'Place on the way',
    curveAlt: (name, low, high) => `${name}, from ${low} to ${high}`,
    elevation: 'Elevation',
    paceCurve: 'Pace',
    heartRateCurve: 'Heart rate',
    cadence: 'Cadence',
    power: 'Power',
    descent: 'Descent',
    maxHeart: 'Highest heart rate',
    maxSpeed: 'Top speed',
    calories: 'Energy',
    device: 'Device',
    indoors: 'Indoors',
    distance: 'Distance',
    rate: 'Pace or speed',
    splits: 'Splits',
    splitUnit: 'Unit of the splits',
    units: { km: 'Kilometre', mile: 'Mile' },
    upAndDown: 'Up and down',
    laps: 'Laps',
    lap: 'Lap',
    bestEfforts: 'Best efforts',
    heartZones: 'Heart rate zones',
    zone: (zone) => `Zone ${String(zone)}`,
    records: {
      M400: '400 m',
      M800: '800 m',
      KM1: '1 km',
      MILE1: '1 mile',
      KM5: '5 km',
      KM10: '10 km',
      HALF_MARATHON: 'Half marathon',
      MARATHON: 'Marathon',
      LONGEST_DISTANCE: 'Farthest',
      LONGEST_TIME: 'Longest',
      MOST_CLIMB: 'Most climb',
    },
    sourcesOf: (count) =>
      plural('en', count, { one: 'From # recording', other: 'From # recordings' }),
    sourcesHint:
      'These were the same workout, so they are one and count once. Take one out when that is wrong.',
    split: 'Take out',
    splitTitle: 'Make this a workout of its own?',
    splitText: 'The two are never put together again by themselves.',
    splitDone: 'It is a workout of its own now.',
    whoSees: 'Who sees what',
    parts: {
      workout: 'That there was a workout',
      map: 'Its map',
      heartRate: 'Heart rate',
      location: 'Where it was',
    },
    asForAll: 'As for all workouts',
    asSharing: 'As in the settings',
    statistics: 'Weeks, months, records',
    totals: 'What it came to',
    span: 'Weeks or months',
    spans: { weeks: 'Weeks', months: 'Months' },
    measure: 'What is counted',
    measures: {
      distanceMetres: 'Distance',
      movingSeconds: 'Time',
      climbMetres: 'Climb',
      workouts: 'Workouts',
    },
    whichType: 'Of',
    allTypes: 'all types',
    weekOf: (day) => `Week of ${day}`,
    totalOf: (when, amount, workouts) =>
      `${when}: ${amount} · ${plural('en', workouts, { one: '# workout', other: '# workouts' })}`,
    personalRecords: 'Personal records',
    noRecords: 'No records yet',
    noRecordsHint: 'Log a workout, and the first one stands.',
    privacy: 'Workouts and privacy',
    privacyLead: 'What others see of your workouts, and what never leaves home.',
    zones: 'Privacy zones',
    zonesHint:
      'Click on the map where you live or work. What a track shows within the circle is seen by nobody but you.',
    zonesMap: 'Map of the privacy zones',
    addZone: 'Add the map’s middle',
    addLastStart: 'Where my last track began',
    zoneName: (place) => `Name of zone ${String(place)}`,
    removeZone: (place) => `Remove zone ${String(place)}`,
    radius: 'Radius',
    maxHeartRate: 'Highest heart rate',
    maxHeartRateHint: 'Empty: 220 less your age, when your birth date is known.',
  },
  es: {
    charts: 'Por el camino',
    pointAtCharts: 'Señala una curva para leerla y ver en el mapa dónde fue.',
    hand: 'Lugar del camino',
    curveAlt: (name, low, high) => `${name}, de ${low} a ${high}`,
    elevation: 'Altitud',
    paceCurve: 'Ritmo',
    heartRateCurve: 'Pulso',
    cadence: 'Cadencia',
    power: 'Potencia',
    descent: 'Descenso',
    maxHeart: 'Pulso máximo',
    maxSpeed: 'Velocidad máxima',
    calories: 'Energía',
    device: 'Dispositivo',
    indoors: 'En interior',
    distance: 'Distancia',
    rate: 'Ritmo o velocidad',
    splits: 'Parciales',
    splitUnit: 'Unidad de los parciales',
    units: { km: 'Kilómetro', mile: 'Milla' },
    upAndDown: 'Subida y bajada',
    laps: 'Vueltas',
    lap: 'Vuelta',
    bestEfforts: 'Mejores marcas',
    heartZones: 'Zonas de pulso',
    zone: (zone) => `Zona ${String(zone)}`,
    records: {
      M400: '400 m',
      M800: '800 m',
      KM1: '1 km',
      MILE1: '1 milla',
      KM5: '5 km',
      KM10: '10 km',
      HALF_MARATHON: 'Media maratón',
      MARATHON: 'Maratón',
      LONGEST_DISTANCE: 'Más lejos',
      LONGEST_TIME: 'Más largo',
      MOST_CLIMB: 'Más desnivel',
    },
    sourcesOf: (count) => plural('es', count, { one: 'De # grabación', other: 'De # grabaciones' }),
    sourcesHint: 'Eran el mismo entreno, así que son uno y cuentan una vez. Saca uno si no es así.',
    split: 'Sacar',
    splitTitle: '¿Convertirlo en un entreno aparte?',
    splitText: 'No se volverán a juntar por sí solos.',
    splitDone: 'Ahora es un entreno aparte.',
    whoSees: 'Quién ve qué',
    parts: {
      workout: 'Que hubo un entreno',
      map: 'Su mapa',
      heartRate: 'El pulso',
      location: 'Dónde fue',
    },
    asForAll: 'Como en todos los entrenos',
    asSharing: 'Como en los ajustes',
    statistics: 'Semanas, meses, marcas',
    totals: 'Lo que ha sumado',
    span: 'Semanas o meses',
    spans: { weeks: 'Semanas', months: 'Meses' },
    measure: 'Qué se cuenta',
    measures: {
      distanceMetres: 'Distancia',
      movingSeconds: 'Tiempo',
      climbMetres: 'Desnivel',
      workouts: 'Entrenos',
    },
    whichType: 'De',
    allTypes: 'todos los tipos',
    weekOf: (day) => `Semana de ${day}`,
    totalOf: (when, amount, workouts) =>
      `${when}: ${amount} · ${plural('es', workouts, { one: '# entreno', other: '# entrenos' })}`,
    personalRecords: 'Marcas personales',
    noRecords: 'Aún no hay marcas',
    noRecordsHint: 'Apunta un entreno y quedará la primera.',
    privacy: 'Entrenos y privacidad',
    privacyLead: 'Lo que otros ven de tus entrenos, y lo que no sale de casa.',
    zones: 'Zonas de privacidad',
    zonesHint:
      'Haz clic en el mapa donde vives o trabajas. Lo que un recorrido muestra dentro del círculo solo lo ves tú.',
    zonesMap: 'Mapa de las zonas de privacidad',
    addZone: 'Añadir el centro del mapa',
    addLastStart: 'Donde empezó mi último recorrido',
    zoneName: (place) => `Nombre de la zona ${String(place)}`,
    removeZone: (place) => `Quitar la zona ${String(place)}`,
    radius: 'Radio',
    maxHeartRate: 'Pulso máximo',
    maxHeartRateHint: 'Vacío: 220 menos tu edad, si se conoce tu fecha de nacimiento.',
  },
  fr: {
    charts: 'En chemin',
    pointAtCharts: 'Pointe une courbe pour la lire, et voir où c’était sur la carte.',
    hand: 'Endroit du parcours',
    curveAlt: (name, low, high) => `${name}, de ${low} à ${high}`,
    elevation: 'Altitude',
    paceCurve: 'Allure',
    heartRateCurve: 'Fréquence cardiaque',
    cadence: 'Cadence',
    power: 'Puissance',
    descent: 'Descente',
    maxHeart: 'Fréquence maximale',
    maxSpeed: 'Vitesse maximale',
    calories: 'Énergie',
    device: 'Appareil',
    indoors: 'En salle',
    distance: 'Distance',
    rate: 'Allure ou vitesse',
    splits: 'Temps intermédiaires',
    splitUnit: 'Unité des temps intermédiaires',
    units: { km: 'Kilomètre', mile: 'Mile' },
    upAndDown: 'Montée et descente',
    laps: 'Tours',
    lap: 'Tour',
    bestEfforts: 'Meilleurs efforts',
    heartZones: 'Zones cardiaques',
    zone: (zone) => `Zone ${String(zone)}`,
    records: {
      M400: '400 m',
      M800: '800 m',
      KM1: '1 km',
      MILE1: '1 mile',
      KM5: '5 km',
      KM10: '10 km',
      HALF_MARATHON: 'Semi-marathon',
      MARATHON: 'Marathon',
      LONGEST_DISTANCE: 'Le plus loin',
      LONGEST_TIME: 'Le plus long',
      MOST_CLIMB: 'Plus grand dénivelé',
    },
    sourcesOf: (count) =>
      plural('fr', count, { one: 'De # enregistrement', other: 'De # enregistrements' }),
    sourcesHint:
      'C’était la même séance : elles n’en font qu’une et comptent une fois. Retire-en une si c’est faux.',
    split: 'Retirer',
    splitTitle: 'En faire une séance à part ?',
    splitText: 'Les deux ne seront plus jamais réunies d’elles-mêmes.',
    splitDone: 'C’est maintenant une séance à part.',
    whoSees: 'Qui voit quoi',
    parts: {
      workout: 'Qu’il y a eu une séance',
      map: 'Sa carte',
      heartRate: 'La fréquence cardiaque',
      location: 'Où c’était',
    },
    asForAll: 'Comme pour toutes les séances',
    asSharing: 'Comme dans les réglages',
    statistics: 'Semaines, mois, records',
    totals: 'Ce que ça donne',
    span: 'Semaines ou mois',
    spans: { weeks: 'Semaines', months: 'Mois' },
    measure: 'Ce qui est compté',
    measures: {
      distanceMetres: 'Distance',
      movingSeconds: 'Temps',
      climbMetres: 'Dénivelé',
      workouts: 'Séances',
    },
    whichType: 'De',
    allTypes: 'tous les types',
    weekOf: (day) => `Semaine de ${day}`,
    totalOf: (when, amount, workouts) =>
      `${when}: ${amount} · ${plural('fr', workouts, { one: '# séance', other: '# séances' })}`,
    personalRecords: 'Records personnels',
    noRecords: 'Pas encore de record',
    noRecordsHint: 'Note une séance et le premier tombe.',
    privacy: 'Séances et vie privée',
    privacyLead: 'Ce que les autres voient de tes séances, et ce qui ne sort jamais de chez toi.',
    zones: 'Zones de confidentialité',
    zonesHint:
      'Clique sur la carte là où tu habites ou travailles. Ce qu’un tracé montre dans le cercle n’est vu que de toi.',
    zonesMap: 'Carte des zones de confidentialité',
    addZone: 'Ajouter le centre de la carte',
    addLastStart: 'Là où commence mon dernier tracé',
    zoneName: (place) => `Nom de la zone ${String(place)}`,
    removeZone: (place) => `Retirer la zone ${String(place)}`,
    radius: 'Rayon',
    maxHeartRate: 'Fréquence maximale',
    maxHeartRateHint: 'Vide : 220 moins ton âge, si ta date de naissance est connue.',
  },
  'pt-BR': {
    charts: 'Pelo caminho',
    pointAtCharts: 'Aponte uma curva para lê-la e ver no mapa onde foi.',
    hand: 'Lugar do caminho',
    curveAlt: (name, low, high) => `${name}, de ${low} a ${high}`,
    elevation: 'Altitude',
    paceCurve: 'Ritmo',
    heartRateCurve: 'Frequência cardíaca',
    cadence: 'Cadência',
    power: 'Potência',
    descent: 'Descida',
    maxHeart: 'Frequência máxima',
    maxSpeed: 'Velocidade máxima',
    calories: 'Energia',
    device: 'Dispositivo',
    indoors: 'Em ambiente fechado',
    distance: 'Distância',
    rate: 'Ritmo ou velocidade',
    splits: 'Parciais',
    splitUnit: 'Unidade das parciais',
    units: { km: 'Quilômetro', mile: 'Milha' },
    upAndDown: 'Subida e descida',
    laps: 'Voltas',
    lap: 'Volta',
    bestEfforts: 'Melhores esforços',
    heartZones: 'Zonas cardíacas',
    zone: (zone) => `Zona ${String(zone)}`,
    records: {
      M400: '400 m',
      M800: '800 m',
      KM1: '1 km',
      MILE1: '1 milha',
      KM5: '5 km',
      KM10: '10 km',
      HALF_MARATHON: 'Meia maratona',
      MARATHON: 'Maratona',
      LONGEST_DISTANCE: 'Mais longe',
      LONGEST_TIME: 'Mais longo',
      MOST_CLIMB: 'Maior subida',
    },
    sourcesOf: (count) => plural('pt-BR', count, { one: 'De # gravação', other: 'De # gravações' }),
    sourcesHint:
      'Eram o mesmo treino, então são um e contam uma vez. Tire um se isso estiver errado.',
    split: 'Tirar',
    splitTitle: 'Fazer disto um treino à parte?',
    splitText: 'Os dois nunca mais se juntam sozinhos.',
    splitDone: 'Agora é um treino à parte.',
    whoSees: 'Quem vê o quê',
    parts: {
      workout: 'Que houve um treino',
      map: 'O mapa',
      heartRate: 'A frequência cardíaca',
      location: 'Onde foi',
    },
    asForAll: 'Como em todos os treinos',
    asSharing: 'Como nas configurações',
    statistics: 'Semanas, meses, recordes',
    totals: 'O que somou',
    span: 'Semanas ou meses',
    spans: { weeks: 'Semanas', months: 'Meses' },
    measure: 'O que se conta',
    measures: {
      distanceMetres: 'Distância',
      movingSeconds: 'Tempo',
      climbMetres: 'Subida',
      workouts: 'Treinos',
    },
    whichType: 'De',
    allTypes: 'todos os tipos',
    weekOf: (day) => `Semana de ${day}`,
    totalOf: (when, amount, workouts) =>
      `${when}: ${amount} · ${plural('pt-BR', workouts, { one: '# treino', other: '# treinos' })}`,
    personalRecords: 'Recordes pessoais',
    noRecords: 'Ainda sem recordes',
    noRecordsHint: 'Registre um treino e o primeiro fica.',
    privacy: 'Treinos e privacidade',
    privacyLead: 'O que os outros veem dos seus treinos, e o que nunca sai de casa.',
    zones: 'Zonas de privacidade',
    zonesHint:
      'Clique no mapa onde você mora ou trabalha. O que um percurso mostra dentro do círculo só você vê.',
    zonesMap: 'Mapa das zonas de privacidade',
    addZone: 'Adicionar o centro do mapa',
    addLastStart: 'Onde meu último percurso começou',
    zoneName: (place) => `Nome da zona ${String(place)}`,
    removeZone: (place) => `Remover a zona ${String(place)}`,
    radius: 'Raio',
    maxHeartRate: 'Frequência máxima',
    maxHeartRateHint: 'Vazio: 220 menos sua idade, se sua data de nascimento for conhecida.',
  },
};
