// Search, people one might follow, and what is talked about.
import { plural, type Texts } from './texts';

export interface DiscoveryTexts {
  readonly title: string;
  readonly open: string;
  readonly openHint: string;
  readonly box: string;
  readonly boxHint: string;
  readonly kindsLabel: string;
  readonly kinds: Readonly<Record<'all' | 'people' | 'groups' | 'goals' | 'posts', string>>;
  readonly showAll: (kind: string) => string;
  readonly start: string;
  readonly startHint: string;
  readonly nothing: (query: string) => string;
  readonly nothingHint: string;
  readonly results: (query: string) => string;
  readonly goalOf: (name: string) => string;
  readonly yourGoal: string;
  readonly goalMissing: string;
  readonly goalMissingHint: string;
  readonly suggested: string;
  readonly noSuggestions: string;
  readonly dismiss: (name: string) => string;
  readonly reasons: {
    readonly tags: (tags: string) => string;
    readonly goals: (tags: string) => string;
    readonly language: string;
    readonly timeZone: string;
  };
  readonly trending: string;
  readonly noTrends: string;
  readonly trendingPeople: (count: number) => string;
  readonly all: string;
}

export const discoveryTexts: Texts<DiscoveryTexts> = {
  en: {
    title: 'Search',
    open: 'Search',
    openHint: 'Press / to search',
    box: 'Search Waymark',
    boxHint: 'People, groups, goals, posts',
    kindsLabel: 'Kinds of results',
    kinds: {
      all: 'Everything',
      people: 'People',
      groups: 'Groups',
      goals: 'Goals',
      posts: 'Posts',
    },
    showAll: (kind) => `Show all: ${kind}`,
    start: 'What are you looking for?',
    startHint: 'Words, tags or nicknames. A minus leaves a word out; quotes keep words together.',
    nothing: (query) => `Nothing found for “${query}”`,
    nothingHint: 'Try fewer words, or other ones.',
    results: (query) => `Results for ${query}`,
    goalOf: (name) => `Goal of ${name}`,
    yourGoal: 'Your goal',
    goalMissing: 'This goal is not here',
    goalMissingHint: 'It is gone, or its owner does not show it to everybody.',
    suggested: 'You might like to follow',
    noSuggestions:
      'Nobody to suggest right now. Interests in your profile and goals with tags help.',
    dismiss: (name) => `Don’t suggest ${name}`,
    reasons: {
      tags: (tags) => `Also likes ${tags}`,
      goals: (tags) => `Goals like yours: ${tags}`,
      language: 'Speaks your language',
      timeZone: 'In your time zone',
    },
    trending: 'Talked about',
    noTrends: 'Nothing stands out these days.',
    trendingPeople: (count) => plural('en', count, { one: '# person', other: '# people' }),
    all: 'Show all',
  },
  es: {
    title: 'Buscar',
    open: 'Buscar',
    openHint: 'Pulsa / para buscar',
    box: 'Buscar en Waymark',
    boxHint: 'Personas, grupos, metas, publicaciones',
    kindsLabel: 'Tipos de resultados',
    kinds: {
      all: 'Todo',
      people: 'Personas',
      groups: 'Grupos',
      goals: 'Metas',
      posts: 'Publicaciones',
    },
    showAll: (kind) => `Ver todo: ${kind}`,
    start: '¿Qué buscas?',
    startHint:
      'Palabras, etiquetas o apodos. Un menos excluye una palabra; las comillas las mantienen juntas.',
    nothing: (query) => `Nada encontrado para «${query}»`,
    nothingHint: 'Prueba con menos palabras, o con otras.',
    results: (query) => `Resultados de ${query}`,
    goalOf: (name) => `Meta de ${name}`,
    yourGoal: 'Tu meta',
    goalMissing: 'Este objetivo no está aquí',
    goalMissingHint: 'Ya no existe, o su dueño no se lo muestra a todo el mundo.',
    suggested: 'Quizá quieras seguir a',
    noSuggestions:
      'Nadie que sugerir ahora. Ayudan los intereses de tu perfil y las metas con etiquetas.',
    dismiss: (name) => `No sugerir a ${name}`,
    reasons: {
      tags: (tags) => `También le gusta ${tags}`,
      goals: (tags) => `Metas como las tuyas: ${tags}`,
      language: 'Habla tu idioma',
      timeZone: 'En tu zona horaria',
    },
    trending: 'De lo que se habla',
    noTrends: 'Nada destaca estos días.',
    trendingPeople: (count) => plural('es', count, { one: '# persona', other: '# personas' }),
    all: 'Ver todo',
  },
  fr: {
    title: 'Recherche',
    open: 'Rechercher',
    openHint: 'Appuie sur / pour chercher',
    box: 'Chercher dans Waymark',
    boxHint: 'Personnes, groupes, objectifs, publications',
    kindsLabel: 'Sortes de résultats',
    kinds: {
      all: 'Tout',
      people: 'Personnes',
      groups: 'Groupes',
      goals: 'Objectifs',
      posts: 'Publications',
    },
    showAll: (kind) => `Tout afficher : ${kind}`,
    start: 'Que cherches-tu ?',
    startHint:
      'Des mots, des tags ou des pseudos. Un moins exclut un mot ; les guillemets les gardent ensemble.',
    nothing: (query) => `Rien trouvé pour « ${query} »`,
    nothingHint: 'Essaie avec moins de mots, ou d’autres.',
    results: (query) => `Résultats pour ${query}`,
    goalOf: (name) => `Objectif de ${name}`,
    yourGoal: 'Ton objectif',
    goalMissing: 'Cet objectif n’est pas ici',
    goalMissingHint: 'Il n’existe plus, ou son auteur ne le montre pas à tout le monde.',
    suggested: 'À suivre peut-être',
    noSuggestions:
      'Personne à proposer. Les centres d’intérêt de ton profil et les tags de tes objectifs aident.',
    dismiss: (name) => `Ne pas proposer ${name}`,
    reasons: {
      tags: (tags) => `Aime aussi ${tags}`,
      goals: (tags) => `Des objectifs comme les tiens : ${tags}`,
      language: 'Parle ta langue',
      timeZone: 'Dans ton fuseau horaire',
    },
    trending: 'On en parle',
    noTrends: 'Rien ne se détache ces jours-ci.',
    trendingPeople: (count) => plural('fr', count, { one: '# personne', other: '# personnes' }),
    all: 'Tout afficher',
  },
  'pt-BR': {
    title: 'Busca',
    open: 'Buscar',
    openHint: 'Pressione / para buscar',
    box: 'Buscar no Waymark',
    boxHint: 'Pessoas, grupos, metas, publicações',
    kindsLabel: 'Tipos de resultados',
    kinds: {
      all: 'Tudo',
      people: 'Pessoas',
      groups: 'Grupos',
      goals: 'Metas',
      posts: 'Publicações',
    },
    showAll: (kind) => `Mostrar tudo: ${kind}`,
    start: 'O que você procura?',
    startHint: 'Palavras, tags ou apelidos. Um menos exclui uma palavra; aspas as mantêm juntas.',
    nothing: (query) => `Nada encontrado para “${query}”`,
    nothingHint: 'Tente com menos palavras, ou com outras.',
    results: (query) => `Resultados para ${query}`,
    goalOf: (name) => `Meta de ${name}`,
    yourGoal: 'Sua meta',
    goalMissing: 'Esta meta não está aqui',
    goalMissingHint: 'Ela não existe mais, ou quem a fez não a mostra a todos.',
    suggested: 'Talvez você queira seguir',
    noSuggestions: 'Ninguém para sugerir agora. Interesses no perfil e metas com tags ajudam.',
    dismiss: (name) => `Não sugerir ${name}`,
    reasons: {
      tags: (tags) => `Também gosta de ${tags}`,
      goals: (tags) => `Metas como as suas: ${tags}`,
      language: 'Fala a sua língua',
      timeZone: 'No seu fuso horário',
    },
    trending: 'Fala-se de',
    noTrends: 'Nada se destaca nestes dias.',
    trendingPeople: (count) => plural('pt-BR', count, { one: '# pessoa', other: '# pessoas' }),
    all: 'Mostrar tudo',
  },
};
