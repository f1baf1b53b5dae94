import type { BoardSpan, JourneyVisibility, TeamJourneyStatus } from '@/models';
import { plural, type Texts } from './texts';

export interface JourneysTexts {
  readonly title: string;
  readonly lead: string;
  readonly cards: string;
  readonly newJourney: string;
  readonly catalogue: string;
  readonly catalogueEmpty: string;
  readonly yourTeams: string;
  readonly noTeams: string;
  readonly noTeamsHint: string;
  readonly yours: string;
  readonly climbOf: (climb: string) => string;
  readonly visibility: string;
  readonly visibilities: Readonly<Record<JourneyVisibility, { readonly name: string }>>;
  readonly way: (done: string, whole: string) => string;
  readonly onTheRoad: (count: number) => string;
  readonly statuses: Readonly<Record<TeamJourneyStatus, string>>;
  readonly profile: string;
  readonly profileAlt: (low: string, high: string) => string;
  readonly start: string;
  readonly finish: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly back: string;
  readonly startWithTeam: string;
  readonly started: string;
  readonly source: string;
  readonly precision: (far: string) => string;
  readonly mapOf: (name: string) => string;
  readonly milestones: string;
  readonly teamsOnIt: string;
  readonly noTeamsOnIt: string;
  readonly more: string;
  readonly deleteTitle: string;
  readonly deleteText: string;
  readonly deleted: string;
  readonly capRange: string;
  readonly lateRange: string;
  readonly rateRange: (most: number) => string;
  readonly endsFirst: string;
  readonly startsAt: string;
  readonly startsAtHint: string;
  readonly endsAt: string;
  readonly endsAtHint: string;
  readonly dailyCap: string;
  readonly dailyCapHint: string;
  readonly lateDays: string;
  readonly lateDaysHint: string;
  readonly conversions: string;
  readonly rates: Readonly<
    Record<'factor' | 'metresPerMinute' | 'metresPerStep' | 'metresPerPush', string>
  >;
  readonly startTitle: (name: string) => string;
  readonly startHint: string;
  readonly usualRules: string;
  readonly setOff: string;
  readonly whichTeam: string;
  readonly newTeam: string;
  readonly teamName: string;
  readonly teamNameExample: string;
  readonly conversionsLater: string;
  readonly made: string;
  readonly titleMissing: string;
  readonly pointsMissing: string;
  readonly newLead: string;
  readonly fromGpx: string;
  readonly journeyTitle: string;
  readonly journeyTitleExample: string;
  readonly about: string;
  readonly points: (count: number) => string;
  readonly addCentre: string;
  readonly drawHint: string;
  readonly drawMap: string;
  readonly milestoneAt: (place: number) => string;
  readonly milestoneName: string;
  readonly chooseMilestonePicture: (place: number) => string;
  readonly removeMilestonePicture: (place: number) => string;
  readonly removePoint: (place: number) => string;
  readonly teamNotFound: string;
  readonly teamNotFoundHint: string;
  readonly season: (number: number) => string;
  readonly journeysOf: (name: string) => string;
  readonly justNow: string;
  readonly passed: (who: string, whom: string) => string;
  readonly reachedNow: (place: string) => string;
  readonly finishedNow: (place: string) => string;
  readonly teamHere: (far: string) => string;
  readonly teamMap: (name: string, far: string) => string;
  readonly gone: string;
  readonly progress: string;
  readonly ofLength: (whole: string) => string;
  readonly startsOn: (day: string) => string;
  readonly next: string;
  readonly toGo: (far: string) => string;
  readonly finishedOn: (day: string) => string;
  readonly certificate: string;
  readonly board: string;
  readonly spans: Readonly<Record<BoardSpan, string>>;
  readonly boardEmpty: string;
  readonly milestonesOf: (reached: number, whole: number) => string;
  readonly reached: string;
  readonly locked: string;
  readonly unlockedBy: (day: string, name: string) => string;
  readonly rules: string;
  readonly counts: (from: string, to: string) => string;
  readonly noCap: string;
  readonly cap: (far: string) => string;
  readonly late: (days: number) => string;
  readonly joins: string;
  readonly byDistance: (factor: string) => string;
  readonly byMinute: (metres: string) => string;
  readonly byStep: (metres: string) => string;
  readonly byPush: (metres: string) => string;
  readonly pastSeasons: string;
  readonly invite: string;
  readonly editRules: string;
  readonly editRulesHint: string;
  readonly rulesSaved: string;
  readonly newSeason: string;
  readonly newSeasonTitle: string;
  readonly newSeasonText: string;
  readonly newSeasonDone: string;
  readonly end: string;
  readonly endTitle: string;
  readonly endText: string;
  readonly noCertificate: string;
  readonly noCertificateHint: string;
  readonly backToTeam: string;
  readonly print: string;
  readonly certifies: string;
  readonly walked: (length: string, from: string, to: string, days: number) => string;
  readonly cardsLead: string;
  readonly noCards: string;
  readonly noCardsHint: string;
  readonly groupRoad: string;
  readonly takeGroup: string;
}

export const journeysTexts: Texts<JourneysTexts> = {
  en: {
    title: 'Journeys',
    lead: 'Cross a real map together: every kilometre that one of you logs moves the team along.',
    cards: 'Milestone cards',
    newJourney: 'New journey',
    catalogue: 'Roads to choose from',
    catalogueEmpty: 'The catalogue is empty.',
    yourTeams: 'Your teams',
    noTeams: 'Nobody is on the road yet',
    noTeamsHint: 'Choose a road below and take a group with you, or join a team by its link.',
    yours: 'Made by you',
    climbOf: (climb) => `${climb} up`,
    visibility: 'Who sees it',
    visibilities: { PRIVATE: { name: 'You and the teams on it' }, PUBLIC: { name: 'Everybody' } },
    way: (done, whole) => `${done} of ${whole}`,
    onTheRoad: (count) => plural('en', count, { one: '# person', other: '# people' }),
    statuses: {
      UPCOMING: 'Not started yet',
      RUNNING: 'On the road',
      FINISHED: 'Arrived',
      ENDED: 'Ended',
    },
    profile: 'Elevation',
    profileAlt: (low, high) => `Elevation along the way, from ${low} to ${high}`,
    start: 'Start',
    finish: 'Finish',
    notFound: 'This journey is not here',
    notFoundHint: 'It was deleted, or it is not for everybody.',
    back: 'Journeys',
    startWithTeam: 'Start with a team',
    started: 'The team is on the road.',
    source: 'Where this road comes from',
    precision: (far) => `The line may be off by up to ${far}.`,
    mapOf: (name) => `Map of ${name}`,
    milestones: 'Milestones',
    teamsOnIt: 'Teams on this road',
    noTeamsOnIt: 'No team is on it. Yours could be the first.',
    more: 'More',
    deleteTitle: 'Delete this journey?',
    deleteText: 'Its line and its milestones go for good.',
    deleted: 'Journey deleted.',
    capRange: 'Between 0.1 and 1,000 km.',
    lateRange: 'Between 0 and 30 days.',
    rateRange: (most) => `Between 0 and ${String(most)}.`,
    endsFirst: 'This is before the start.',
    startsAt: 'Starts',
    startsAtHint: 'Empty: now.',
    endsAt: 'Ends',
    endsAtHint: 'Empty: after three years.',
    dailyCap: 'Most a day, in km',
    dailyCapHint: 'What one person can bring in a day. Empty: no limit.',
    lateDays: 'Days to log late',
    lateDaysHint: 'How many days after a workout it may still be logged and count.',
    conversions: 'How workouts count',
    rates: {
      factor: 'Times the distance',
      metresPerMinute: 'Metres a minute, without a distance',
      metresPerStep: 'Metres a step',
      metresPerPush: 'Metres a push of the wheels',
    },
    startTitle: (name) => `Start ${name}`,
    startHint:
      'Everybody in the group moves it along. The rules can be changed later, and everybody sees them.',
    usualRules:
      'It starts now, without a limit a day, and workouts can be logged up to 7 days late.',
    setOff: 'Set off',
    whichTeam: 'Who goes?',
    newTeam: 'A new group',
    teamName: 'Name of the new group',
    teamNameExample: 'The Early Birds',
    conversionsLater:
      'Walks and runs count as they are; rides, swims and the others by usual rates, which the team can change.',
    made: 'The journey is on the map.',
    titleMissing: 'Give the journey a name.',
    pointsMissing: 'A journey needs at least two points on the map.',
    newLead: 'Click along the way you have in mind, or bring a GPX file.',
    fromGpx: 'From a GPX file',
    journeyTitle: 'Name',
    journeyTitleExample: 'From door to sea',
    about: 'What it is about',
    points: (count) => plural('en', count, { one: '# point', other: '# points' }),
    addCentre: 'Add the map’s middle',
    drawHint:
      'Click on the map to set the first point. By keyboard: move the map with the arrow keys, then add its middle.',
    drawMap: 'Map to draw on',
    milestoneAt: (place) => `Milestone at point ${String(place)}`,
    milestoneName: 'Milestone',
    chooseMilestonePicture: (place) =>
      `Choose a picture for the milestone at point ${String(place)}`,
    removeMilestonePicture: (place) =>
      `Remove the picture of the milestone at point ${String(place)}`,
    removePoint: (place) => `Remove point ${String(place)}`,
    teamNotFound: 'This team is not on the road',
    teamNotFoundHint: 'It has not started a journey, or it is not for everybody.',
    season: (number) => `Season ${String(number)}`,
    journeysOf: (name) => `Journeys of ${name}`,
    justNow: 'Just now',
    passed: (who, whom) => `${who} passed ${whom}`,
    reachedNow: (place) => `The team has reached ${place}`,
    finishedNow: (place) => `The team has finished ${place}!`,
    teamHere: (far) => `The team · ${far}`,
    teamMap: (name, far) => `Map of ${name}: the team has come ${far}`,
    gone: 'Somebody who left',
    progress: 'How far the team is',
    ofLength: (whole) => `of ${whole}`,
    startsOn: (day) => `Starts ${day}`,
    next: 'Next milestone',
    toGo: (far) => `${far} to go`,
    finishedOn: (day) => `Arrived ${day}`,
    certificate: 'Certificate',
    board: 'Who brought how much',
    spans: { WEEK: 'Week', SEASON: 'Season', ALL: 'All' },
    boardEmpty: 'Nothing yet. The next workout counts.',
    milestonesOf: (reached, whole) => `Milestones: ${String(reached)} of ${String(whole)}`,
    reached: 'Reached',
    locked: 'Still ahead',
    unlockedBy: (day, name) => `${day}, by ${name}`,
    rules: 'The rules',
    counts: (from, to) => `Workouts that begin from ${from} to ${to} count.`,
    noCap: 'There is no limit a day.',
    cap: (far) => `Each person can bring up to ${far} a day.`,
    late: (days) =>
      plural('en', days, {
        one: 'A workout counts when it is logged within # day.',
        other: 'A workout counts when it is logged within # days.',
      }),
    joins: 'One counts from the day one joins; what one has walked stays when one leaves.',
    byDistance: (factor) => `distance × ${factor}`,
    byMinute: (metres) => `${metres} a minute without a distance`,
    byStep: (metres) => `${metres} m a step`,
    byPush: (metres) => `${metres} m a push`,
    pastSeasons: 'Earlier seasons',
    invite: 'Invite',
    editRules: 'Change the rules',
    editRulesHint: 'What was walked is counted anew by the new rules.',
    rulesSaved: 'The rules are changed.',
    newSeason: 'Start a new season',
    newSeasonTitle: 'Start again from the beginning?',
    newSeasonText: 'What this season came to is kept. Everybody starts at zero.',
    newSeasonDone: 'A new season has begun.',
    end: 'End the journey',
    endTitle: 'End this journey?',
    endText: 'What was walked stays to be seen; nothing more counts.',
    noCertificate: 'There is no certificate yet',
    noCertificateHint: 'It is written when the team arrives.',
    backToTeam: 'To the team',
    print: 'Print',
    certifies: 'was crossed by',
    walked: (length, from, to, days) =>
      `${length}, from ${from} to ${to}, ${plural('en', days, { one: 'in # day', other: 'in # days' })}.`,
    cardsLead: 'What your teams have passed on their way.',
    noCards: 'No cards yet',
    noCardsHint: 'Each milestone that a team of yours reaches leaves one here.',
    groupRoad: 'On the road',
    takeGroup: 'Take this group on a journey',
  },
  es: {
    title: 'Travesías',
    lead: 'Cruzad juntos un mapa real: cada kilómetro que apunta uno hace avanzar al equipo.',
    cards: 'Tarjetas de hitos',
    newJourney: 'Nueva travesía',
    catalogue: 'Caminos para elegir',
    catalogueEmpty: 'El catálogo está vacío.',
    yourTeams: 'Tus equipos',
    noTeams: 'Todavía no hay nadie en camino',
    noTeamsHint:
      'Elige un camino más abajo y llévate a un grupo, o únete a un equipo por su enlace.',
    yours: 'Hechas por ti',
    climbOf: (climb) => `${climb} de subida`,
    visibility: 'Quién la ve',
    visibilities: {
      PRIVATE: { name: 'Tú y los equipos que la recorren' },
      PUBLIC: { name: 'Todo el mundo' },
    },
    way: (done, whole) => `${done} de ${whole}`,
    onTheRoad: (count) => plural('es', count, { one: '# persona', other: '# personas' }),
    statuses: {
      UPCOMING: 'Aún no ha empezado',
      RUNNING: 'En camino',
      FINISHED: 'Ha llegado',
      ENDED: 'Terminada',
    },
    profile: 'Altitud',
    profileAlt: (low, high) => `Altitud a lo largo del camino, de ${low} a ${high}`,
    start: 'Salida',
    finish: 'Llegada',
    notFound: 'Esta travesía no está aquí',
    notFoundHint: 'Se eliminó, o no es para todo el mundo.',
    back: 'Travesías',
    startWithTeam: 'Empezar con un equipo',
    started: 'El equipo está en camino.',
    source: 'De dónde viene este camino',
    precision: (far) => `La línea puede desviarse hasta ${far}.`,
    mapOf: (name) => `Mapa de ${name}`,
    milestones: 'Hitos',
    teamsOnIt: 'Equipos en este camino',
    noTeamsOnIt: 'Ningún equipo lo recorre. El tuyo podría ser el primero.',
    more: 'Más',
    deleteTitle: '¿Eliminar esta travesía?',
    deleteText: 'Su línea y sus hitos desaparecen para siempre.',
    deleted: 'Travesía eliminada.',
    capRange: 'Entre 0,1 y 1000 km.',
    lateRange: 'Entre 0 y 30 días.',
    rateRange: (most) => `Entre 0 y ${String(most)}.`,
    endsFirst: 'Esto es antes de la salida.',
    startsAt: 'Empieza',
    startsAtHint: 'Vacío: ahora.',
    endsAt: 'Termina',
    endsAtHint: 'Vacío: al cabo de tres años.',
    dailyCap: 'Máximo al día, en km',
    dailyCapHint: 'Lo que una persona puede aportar en un día. Vacío: sin límite.',
    lateDays: 'Días para apuntar tarde',
    lateDaysHint: 'Cuántos días después de un entreno se puede apuntar y cuenta.',
    conversions: 'Cómo cuentan los entrenos',
    rates: {
      factor: 'Veces la distancia',
      metresPerMinute: 'Metros por minuto, sin distancia',
      metresPerStep: 'Metros por paso',
      metresPerPush: 'Metros por impulso de la silla',
    },
    startTitle: (name) => `Empezar ${name}`,
    startHint:
      'Todo el grupo la hace avanzar. Las reglas se pueden cambiar después, y todos las ven.',
    usualRules:
      'Empieza ahora, sin límite diario, y los entrenos se pueden apuntar hasta 7 días después.',
    setOff: 'En marcha',
    whichTeam: '¿Quién va?',
    newTeam: 'Un grupo nuevo',
    teamName: 'Nombre del grupo nuevo',
    teamNameExample: 'Los Madrugadores',
    conversionsLater:
      'Caminar y correr cuentan tal cual; la bici, la natación y lo demás, a tasas habituales que el equipo puede cambiar.',
    made: 'La travesía está en el mapa.',
    titleMissing: 'Ponle un nombre a la travesía.',
    pointsMissing: 'Una travesía necesita al menos dos puntos en el mapa.',
    newLead: 'Haz clic a lo largo del camino que imaginas, o trae un archivo GPX.',
    fromGpx: 'De un archivo GPX',
    journeyTitle: 'Nombre',
    journeyTitleExample: 'De la puerta al mar',
    about: 'De qué se trata',
    points: (count) => plural('es', count, { one: '# punto', other: '# puntos' }),
    addCentre: 'Añadir el centro del mapa',
    drawHint:
      'Haz clic en el mapa para poner el primer punto. Con el teclado: mueve el mapa con las flechas y añade su centro.',
    drawMap: 'Mapa para dibujar',
    milestoneAt: (place) => `Hito en el punto ${String(place)}`,
    milestoneName: 'Hito',
    chooseMilestonePicture: (place) => `Elegir una imagen para el hito del punto ${String(place)}`,
    removeMilestonePicture: (place) => `Quitar la imagen del hito del punto ${String(place)}`,
    removePoint: (place) => `Quitar el punto ${String(place)}`,
    teamNotFound: 'Este equipo no está en camino',
    teamNotFoundHint: 'No ha empezado ninguna travesía, o no es para todo el mundo.',
    season: (number) => `Temporada ${String(number)}`,
    journeysOf: (name) => `Travesías de ${name}`,
    justNow: 'Ahora mismo',
    passed: (who, whom) => `${who} ha adelantado a ${whom}`,
    reachedNow: (place) => `El equipo ha llegado a ${place}`,
    finishedNow: (place) => `¡El equipo ha terminado ${place}!`,
    teamHere: (far) => `El equipo · ${far}`,
    teamMap: (name, far) => `Mapa de ${name}: el equipo ha recorrido ${far}`,
    gone: 'Alguien que se fue',
    progress: 'Por dónde va el equipo',
    ofLength: (whole) => `de ${whole}`,
    startsOn: (day) => `Empieza ${day}`,
    next: 'Próximo hito',
    toGo: (far) => `faltan ${far}`,
    finishedOn: (day) => `Llegada ${day}`,
    certificate: 'Certificado',
    board: 'Quién ha aportado cuánto',
    spans: { WEEK: 'Semana', SEASON: 'Temporada', ALL: 'Todo' },
    boardEmpty: 'Nada todavía. El próximo entreno cuenta.',
    milestonesOf: (reached, whole) => `Hitos: ${String(reached)} de ${String(whole)}`,
    reached: 'Alcanzado',
    locked: 'Aún por delante',
    unlockedBy: (day, name) => `${day}, por ${name}`,
    rules: 'Las reglas',
    counts: (from, to) => `Cuentan los entrenos que empiezan desde ${from} hasta ${to}.`,
    noCap: 'No hay límite diario.',
    cap: (far) => `Cada persona puede aportar hasta ${far} al día.`,
    late: (days) =>
      plural('es', days, {
        one: 'Un entreno cuenta si se apunta en # día.',
        other: 'Un entreno cuenta si se apunta en # días.',
      }),
    joins: 'Se cuenta desde el día en que uno entra; lo recorrido se queda cuando uno se va.',
    byDistance: (factor) => `distancia × ${factor}`,
    byMinute: (metres) => `${metres} por minuto sin distancia`,
    byStep: (metres) => `${metres} m por paso`,
    byPush: (metres) => `${metres} m por impulso`,
    pastSeasons: 'Temporadas anteriores',
    invite: 'Invitar',
    editRules: 'Cambiar las reglas',
    editRulesHint: 'Lo recorrido se vuelve a contar con las reglas nuevas.',
    rulesSaved: 'Las reglas han cambiado.',
    newSeason: 'Empezar una temporada nueva',
    newSeasonTitle: '¿Empezar de nuevo desde el principio?',
    newSeasonText: 'Se guarda el resultado de esta temporada. Todos empiezan de cero.',
    newSeasonDone: 'Ha empezado una temporada nueva.',
    end: 'Terminar la travesía',
    endTitle: '¿Terminar esta travesía?',
    endText: 'Lo recorrido queda a la vista; nada más cuenta.',
    noCertificate: 'Todavía no hay certificado',
    noCertificateHint: 'Se escribe cuando llega el equipo.',
    backToTeam: 'Al equipo',
    print: 'Imprimir',
    certifies: 'la recorrió',
    walked: (length, from, to, days) =>
      `${length}, del ${from} al ${to}, ${plural('es', days, { one: 'en # día', other: 'en # días' })}.`,
    cardsLead: 'Lo que tus equipos han ido dejando atrás.',
    noCards: 'Aún no hay tarjetas',
    noCardsHint: 'Cada hito que alcanza un equipo tuyo deja una aquí.',
    groupRoad: 'En camino',
    takeGroup: 'Llevar a este grupo de travesía',
  },
  fr: {
    title: 'Voyages',
    lead: 'Traversez ensemble une vraie carte : chaque kilomètre noté par l’un fait avancer l’équipe.',
    cards: 'Cartes d’étapes',
    newJourney: 'Nouveau voyage',
    catalogue: 'Des chemins à choisir',
    catalogueEmpty: 'Le catalogue est vide.',
    yourTeams: 'Tes équipes',
    noTeams: 'Personne n’est encore en route',
    noTeamsHint:
      'Choisis un chemin plus bas et emmène un groupe, ou rejoins une équipe par son lien.',
    yours: 'Créés par toi',
    climbOf: (climb) => `${climb} de montée`,
    visibility: 'Qui le voit',
    visibilities: {
      PRIVATE: { name: 'Toi et les équipes en route' },
      PUBLIC: { name: 'Tout le monde' },
    },
    way: (done, whole) => `${done} sur ${whole}`,
    onTheRoad: (count) => plural('fr', count, { one: '# personne', other: '# personnes' }),
    statuses: {
      UPCOMING: 'Pas encore parti',
      RUNNING: 'En route',
      FINISHED: 'Arrivé',
      ENDED: 'Terminé',
    },
    profile: 'Altitude',
    profileAlt: (low, high) => `Altitude le long du chemin, de ${low} à ${high}`,
    start: 'Départ',
    finish: 'Arrivée',
    notFound: 'Ce voyage n’est pas ici',
    notFoundHint: 'Il a été supprimé, ou n’est pas pour tout le monde.',
    back: 'Voyages',
    startWithTeam: 'Partir avec une équipe',
    started: 'L’équipe est en route.',
    source: 'D’où vient ce chemin',
    precision: (far) => `Le tracé peut s’écarter de ${far} au plus.`,
    mapOf: (name) => `Carte de ${name}`,
    milestones: 'Étapes',
    teamsOnIt: 'Équipes sur ce chemin',
    noTeamsOnIt: 'Aucune équipe n’y est. La tienne pourrait être la première.',
    more: 'Plus',
    deleteTitle: 'Supprimer ce voyage ?',
    deleteText: 'Son tracé et ses étapes disparaissent pour de bon.',
    deleted: 'Voyage supprimé.',
    capRange: 'Entre 0,1 et 1 000 km.',
    lateRange: 'Entre 0 et 30 jours.',
    rateRange: (most) => `Entre 0 et ${String(most)}.`,
    endsFirst: 'C’est avant le départ.',
    startsAt: 'Départ le',
    startsAtHint: 'Vide : maintenant.',
    endsAt: 'Fin le',
    endsAtHint: 'Vide : au bout de trois ans.',
    dailyCap: 'Maximum par jour, en km',
    dailyCapHint: 'Ce qu’une personne peut apporter en un jour. Vide : sans limite.',
    lateDays: 'Jours pour noter en retard',
    lateDaysHint: 'Combien de jours après une séance on peut encore la noter et qu’elle compte.',
    conversions: 'Comment comptent les séances',
    rates: {
      factor: 'Fois la distance',
      metresPerMinute: 'Mètres par minute, sans distance',
      metresPerStep: 'Mètres par pas',
      metresPerPush: 'Mètres par poussée du fauteuil',
    },
    startTitle: (name) => `Partir pour ${name}`,
    startHint:
      'Tout le groupe la fait avancer. Les règles peuvent changer plus tard, et tout le monde les voit.',
    usualRules:
      'Départ maintenant, sans limite par jour, et les séances se notent jusqu’à 7 jours après.',
    setOff: 'En route',
    whichTeam: 'Qui part ?',
    newTeam: 'Un nouveau groupe',
    teamName: 'Nom du nouveau groupe',
    teamNameExample: 'Les Lève-tôt',
    conversionsLater:
      'La marche et la course comptent telles quelles ; le vélo, la natation et le reste selon des taux habituels que l’équipe peut changer.',
    made: 'Le voyage est sur la carte.',
    titleMissing: 'Donne un nom au voyage.',
    pointsMissing: 'Un voyage a besoin d’au moins deux points sur la carte.',
    newLead: 'Clique le long du chemin que tu imagines, ou apporte un fichier GPX.',
    fromGpx: 'Depuis un fichier GPX',
    journeyTitle: 'Nom',
    journeyTitleExample: 'De la porte à la mer',
    about: 'De quoi il s’agit',
    points: (count) => plural('fr', count, { one: '# point', other: '# points' }),
    addCentre: 'Ajouter le centre de la carte',
    drawHint:
      'Clique sur la carte pour poser le premier point. Au clavier : déplace la carte avec les flèches, puis ajoute son centre.',
    drawMap: 'Carte où dessiner',
    milestoneAt: (place) => `Étape au point ${String(place)}`,
    milestoneName: 'Étape',
    chooseMilestonePicture: (place) => `Choisir une image pour l’étape au point ${String(place)}`,
    removeMilestonePicture: (place) => `Retirer l’image de l’étape au point ${String(place)}`,
    removePoint: (place) => `Retirer le point ${String(place)}`,
    teamNotFound: 'Cette équipe n’est pas en route',
    teamNotFoundHint: 'Elle n’a commencé aucun voyage, ou n’est pas pour tout le monde.',
    season: (number) => `Saison ${String(number)}`,
    journeysOf: (name) => `Voyages de ${name}`,
    justNow: 'À l’instant',
    passed: (who, whom) => `${who} a dépassé ${whom}`,
    reachedNow: (place) => `L’équipe a atteint ${place}`,
    finishedNow: (place) => `L’équipe a terminé ${place} !`,
    teamHere: (far) => `L’équipe · ${far}`,
    teamMap: (name, far) => `Carte de ${name} : l’équipe a parcouru ${far}`,
    gone: 'Quelqu’un qui est parti',
    progress: 'Où en est l’équipe',
    ofLength: (whole) => `sur ${whole}`,
    startsOn: (day) => `Départ ${day}`,
    next: 'Prochaine étape',
    toGo: (far) => `encore ${far}`,
    finishedOn: (day) => `Arrivée ${day}`,
    certificate: 'Certificat',
    board: 'Qui a apporté combien',
    spans: { WEEK: 'Semaine', SEASON: 'Saison', ALL: 'Tout' },
    boardEmpty: 'Rien encore. La prochaine séance compte.',
    milestonesOf: (reached, whole) => `Étapes : ${String(reached)} sur ${String(whole)}`,
    reached: 'Atteinte',
    locked: 'Encore devant',
    unlockedBy: (day, name) => `${day}, grâce à ${name}`,
    rules: 'Les règles',
    counts: (from, to) => `Les séances commencées de ${from} à ${to} comptent.`,
    noCap: 'Il n’y a pas de limite par jour.',
    cap: (far) => `Chacun peut apporter jusqu’à ${far} par jour.`,
    late: (days) =>
      plural('fr', days, {
        one: 'Une séance compte si elle est notée sous # jour.',
        other: 'Une séance compte si elle est notée sous # jours.',
      }),
    joins: 'On compte dès le jour où l’on arrive ; ce qu’on a parcouru reste quand on part.',
    byDistance: (factor) => `distance × ${factor}`,
    byMinute: (metres) => `${metres} par minute sans distance`,
    byStep: (metres) => `${metres} m par pas`,
    byPush: (metres) => `${metres} m par poussée`,
    pastSeasons: 'Saisons passées',
    invite: 'Inviter',
    editRules: 'Changer les règles',
    editRulesHint: 'Ce qui a été parcouru est recompté selon les nouvelles règles.',
    rulesSaved: 'Les règles ont changé.',
    newSeason: 'Commencer une nouvelle saison',
    newSeasonTitle: 'Repartir du début ?',
    newSeasonText: 'Le résultat de cette saison est gardé. Tout le monde repart de zéro.',
    newSeasonDone: 'Une nouvelle saison a commencé.',
    end: 'Terminer le voyage',
    endTitle: 'Terminer ce voyage ?',
    endText: 'Ce qui a été parcouru reste visible ; plus rien ne compte.',
    noCertificate: 'Pas encore de certificat',
    noCertificateHint: 'Il est écrit à l’arrivée de l’équipe.',
    backToTeam: 'À l’équipe',
    print: 'Imprimer',
    certifies: 'a été traversé par',
    walked: (length, from, to, days) =>
      `${length}, du ${from} au ${to}, ${plural('fr', days, { one: 'en # jour', other: 'en # jours' })}.`,
    cardsLead: 'Ce que tes équipes ont croisé en chemin.',
    noCards: 'Pas encore de cartes',
    noCardsHint: 'Chaque étape atteinte par une de tes équipes en laisse une ici.',
    groupRoad: 'En route',
    takeGroup: 'Emmener ce groupe en voyage',
  },
  'pt-BR': {
    title: 'Jornadas',
    lead: 'Cruzem juntos um mapa real: cada quilômetro que alguém registra faz a equipe avançar.',
    cards: 'Cartões de marcos',
    newJourney: 'Nova jornada',
    catalogue: 'Caminhos para escolher',
    catalogueEmpty: 'O catálogo está vazio.',
    yourTeams: 'Suas equipes',
    noTeams: 'Ainda não há ninguém na estrada',
    noTeamsHint: 'Escolha um caminho abaixo e leve um grupo, ou entre numa equipe pelo link dela.',
    yours: 'Feitas por você',
    climbOf: (climb) => `${climb} de subida`,
    visibility: 'Quem vê',
    visibilities: {
      PRIVATE: { name: 'Você e as equipes que a percorrem' },
      PUBLIC: { name: 'Todo mundo' },
    },
    way: (done, whole) => `${done} de ${whole}`,
    onTheRoad: (count) => plural('pt-BR', count, { one: '# pessoa', other: '# pessoas' }),
    statuses: {
      UPCOMING: 'Ainda não começou',
      RUNNING: 'Na estrada',
      FINISHED: 'Chegou',
      ENDED: 'Encerrada',
    },
    profile: 'Altitude',
    profileAlt: (low, high) => `Altitude ao longo do caminho, de ${low} a ${high}`,
    start: 'Partida',
    finish: 'Chegada',
    notFound: 'Esta jornada não está aqui',
    notFoundHint: 'Foi excluída, ou não é para todo mundo.',
    back: 'Jornadas',
    startWithTeam: 'Começar com uma equipe',
    started: 'A equipe está na estrada.',
    source: 'De onde vem este caminho',
    precision: (far) => `A linha pode desviar até ${far}.`,
    mapOf: (name) => `Mapa de ${name}`,
    milestones: 'Marcos',
    teamsOnIt: 'Equipes neste caminho',
    noTeamsOnIt: 'Nenhuma equipe está nele. A sua pode ser a primeira.',
    more: 'Mais',
    deleteTitle: 'Excluir esta jornada?',
    deleteText: 'A linha e os marcos somem para sempre.',
    deleted: 'Jornada excluída.',
    capRange: 'Entre 0,1 e 1.000 km.',
    lateRange: 'Entre 0 e 30 dias.',
    rateRange: (most) => `Entre 0 e ${String(most)}.`,
    endsFirst: 'Isto é antes da partida.',
    startsAt: 'Começa',
    startsAtHint: 'Vazio: agora.',
    endsAt: 'Termina',
    endsAtHint: 'Vazio: depois de três anos.',
    dailyCap: 'Máximo por dia, em km',
    dailyCapHint: 'O que uma pessoa pode somar num dia. Vazio: sem limite.',
    lateDays: 'Dias para registrar depois',
    lateDaysHint: 'Quantos dias depois de um treino ele ainda pode ser registrado e contar.',
    conversions: 'Como os treinos contam',
    rates: {
      factor: 'Vezes a distância',
      metresPerMinute: 'Metros por minuto, sem distância',
      metresPerStep: 'Metros por passo',
      metresPerPush: 'Metros por impulso da cadeira',
    },
    startTitle: (name) => `Começar ${name}`,
    startHint: 'O grupo todo a faz avançar. As regras podem mudar depois, e todos as veem.',
    usualRules:
      'Começa agora, sem limite por dia, e os treinos podem ser registrados até 7 dias depois.',
    setOff: 'Partir',
    whichTeam: 'Quem vai?',
    newTeam: 'Um grupo novo',
    teamName: 'Nome do novo grupo',
    teamNameExample: 'Os Madrugadores',
    conversionsLater:
      'Caminhada e corrida contam como são; pedal, natação e o resto, por taxas usuais que a equipe pode mudar.',
    made: 'A jornada está no mapa.',
    titleMissing: 'Dê um nome à jornada.',
    pointsMissing: 'Uma jornada precisa de pelo menos dois pontos no mapa.',
    newLead: 'Clique ao longo do caminho que você imagina, ou traga um arquivo GPX.',
    fromGpx: 'De um arquivo GPX',
    journeyTitle: 'Nome',
    journeyTitleExample: 'Da porta ao mar',
    about: 'Do que se trata',
    points: (count) => plural('pt-BR', count, { one: '# ponto', other: '# pontos' }),
    addCentre: 'Adicionar o centro do mapa',
    drawHint:
      'Clique no mapa para marcar o primeiro ponto. Pelo teclado: mova o mapa com as setas e adicione o centro.',
    drawMap: 'Mapa para desenhar',
    milestoneAt: (place) => `Marco no ponto ${String(place)}`,
    milestoneName: 'Marco',
    chooseMilestonePicture: (place) => `Escolher uma imagem para o marco no ponto ${String(place)}`,
    removeMilestonePicture: (place) => `Remover a imagem do marco no ponto ${String(place)}`,
    removePoint: (place) => `Remover o ponto ${String(place)}`,
    teamNotFound: 'Esta equipe não está na estrada',
    teamNotFoundHint: 'Ela não começou nenhuma jornada, ou não é para todo mundo.',
    season: (number) => `Temporada ${String(number)}`,
    journeysOf: (name) => `Jornadas de ${name}`,
    justNow: 'Agora mesmo',
    passed: (who, whom) => `${who} passou ${whom}`,
    reachedNow: (place) => `A equipe chegou a ${place}`,
    finishedNow: (place) => `A equipe terminou ${place}!`,
    teamHere: (far) => `A equipe · ${far}`,
    teamMap: (name, far) => `Mapa de ${name}: a equipe já percorreu ${far}`,
    gone: 'Alguém que saiu',
    progress: 'Até onde a equipe chegou',
    ofLength: (whole) => `de ${whole}`,
    startsOn: (day) => `Começa ${day}`,
    next: 'Próximo marco',
    toGo: (far) => `faltam ${far}`,
    finishedOn: (day) => `Chegada ${day}`,
    certificate: 'Certificado',
    board: 'Quem somou quanto',
    spans: { WEEK: 'Semana', SEASON: 'Temporada', ALL: 'Tudo' },
    boardEmpty: 'Nada ainda. O próximo treino conta.',
    milestonesOf: (reached, whole) => `Marcos: ${String(reached)} de ${String(whole)}`,
    reached: 'Alcançado',
    locked: 'Ainda à frente',
    unlockedBy: (day, name) => `${day}, por ${name}`,
    rules: 'As regras',
    counts: (from, to) => `Contam os treinos que começam de ${from} a ${to}.`,
    noCap: 'Não há limite por dia.',
    cap: (far) => `Cada pessoa pode somar até ${far} por dia.`,
    late: (days) =>
      plural('pt-BR', days, {
        one: 'Um treino conta se for registrado em # dia.',
        other: 'Um treino conta se for registrado em # dias.',
      }),
    joins: 'Conta-se desde o dia em que se entra; o que se percorreu fica quando se sai.',
    byDistance: (factor) => `distância × ${factor}`,
    byMinute: (metres) => `${metres} por minuto sem distância`,
    byStep: (metres) => `${metres} m por passo`,
    byPush: (metres) => `${metres} m por impulso`,
    pastSeasons: 'Temporadas anteriores',
    invite: 'Convidar',
    editRules: 'Mudar as regras',
    editRulesHint: 'O que foi percorrido é recontado pelas novas regras.',
    rulesSaved: 'As regras mudaram.',
    newSeason: 'Começar nova temporada',
    newSeasonTitle: 'Recomeçar do início?',
    newSeasonText: 'O resultado desta temporada fica guardado. Todos começam do zero.',
    newSeasonDone: 'Uma nova temporada começou.',
    end: 'Encerrar a jornada',
    endTitle: 'Encerrar esta jornada?',
    endText: 'O que foi percorrido continua à vista; nada mais conta.',
    noCertificate: 'Ainda não há certificado',
    noCertificateHint: 'Ele é escrito quando a equipe chega.',
    backToTeam: 'À equipe',
    print: 'Imprimir',
    certifies: 'foi percorrido por',
    walked: (length, from, to, days) =>
      `${length}, de ${from} a ${to}, ${plural('pt-BR', days, { one: 'em # dia', other: 'em # dias' })}.`,
    cardsLead: 'O que suas equipes já deixaram para trás.',
    noCards: 'Ainda sem cartões',
    noCardsHint: 'Cada marco que uma equipe sua alcança deixa um aqui.',
    groupRoad: 'Na estrada',
    takeGroup: 'Levar este grupo numa jornada',
  },
};
