// Help on a goal, from people who did it.
import { plural, type Texts } from './texts';

export interface AssistanceTexts {
  readonly title: string;
  readonly lead: string;
  readonly forYou: string;
  readonly forYouText: string;
  readonly nobodyAsks: string;
  readonly yours: string;
  readonly noneOfYours: string;
  readonly answers: (count: number) => string;
  readonly because: string;
  readonly closed: string;
  readonly ask: string;
  readonly askTitle: string;
  readonly askText: string;
  readonly question: string;
  readonly askNow: string;
  readonly asked: string;
  readonly needsTags: string;
  readonly someone: string;
  readonly on: (goal: string) => string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly back: string;
  readonly goal: string;
  readonly answersTitle: string;
  readonly noAnswers: string;
  readonly noAnswersYet: string;
  readonly writeAnswer: string;
  readonly answer: string;
  readonly thank: (name: string) => string;
  readonly thankShort: string;
  readonly thanked: string;
  readonly withdrawThanks: string;
  readonly close: string;
  readonly closeTitle: string;
  readonly closeText: string;
  readonly isClosed: string;
}

export const assistanceTexts: Texts<AssistanceTexts> = {
  en: {
    title: 'Help',
    lead: 'Ask people who have done it, and lend a hand where you have.',
    forYou: 'You could help',
    forYouText: 'Goals like those that you have finished.',
    nobodyAsks: 'Nobody asks for something that you have finished and share.',
    yours: 'What you asked',
    noneOfYours: 'You have asked nothing. Open one of your goals to ask for help with it.',
    answers: (count) => plural('en', count, { one: '# answer', other: '# answers' }),
    because: 'You have finished:',
    closed: 'Closed',
    ask: 'Ask for help',
    askTitle: 'Ask for help with this goal',
    askText: 'People who have finished a goal with one of its tags will see your question.',
    question: 'Your question',
    askNow: 'Ask',
    asked: 'Your question is on its way.',
    needsTags: 'Give the goal a tag first, so that we know whom to ask.',
    someone: 'Somebody who left',
    on: (goal) => `Help with: ${goal}`,
    notFound: 'No such question',
    notFoundHint: 'It is not there, or not for you to see.',
    back: 'Help',
    goal: 'To the goal',
    answersTitle: 'Answers',
    noAnswers: 'No answers yet. Yours could be the first.',
    noAnswersYet: 'No answers yet. We ask people who have done it.',
    writeAnswer: 'Your answer',
    answer: 'Answer',
    thank: (name) => `Thank ${name}`,
    thankShort: 'Say thanks',
    thanked: 'Thanked',
    withdrawThanks: 'Take back',
    close: 'Close the question',
    closeTitle: 'Close this question?',
    closeText: 'It stays as it is, and nobody is asked any more.',
    isClosed: 'This question is closed.',
  },
  es: {
    title: 'Ayuda',
    lead: 'Pregunta a quien ya lo hizo, y echa una mano donde tú ya lo hiciste.',
    forYou: 'Podrías ayudar',
    forYouText: 'Metas como las que tú has terminado.',
    nobodyAsks: 'Nadie pregunta por algo que hayas terminado y compartas.',
    yours: 'Lo que preguntaste',
    noneOfYours: 'No has preguntado nada. Abre una de tus metas para pedir ayuda.',
    answers: (count) => plural('es', count, { one: '# respuesta', other: '# respuestas' }),
    because: 'Has terminado:',
    closed: 'Cerrada',
    ask: 'Pedir ayuda',
    askTitle: 'Pedir ayuda con esta meta',
    askText: 'Verán tu pregunta quienes terminaron una meta con alguna de sus etiquetas.',
    question: 'Tu pregunta',
    askNow: 'Preguntar',
    asked: 'Tu pregunta está en camino.',
    needsTags: 'Ponle antes una etiqueta a la meta, para saber a quién preguntar.',
    someone: 'Alguien que se fue',
    on: (goal) => `Ayuda con: ${goal}`,
    notFound: 'No existe esa pregunta',
    notFoundHint: 'No está, o no puedes verla.',
    back: 'Ayuda',
    goal: 'Ir a la meta',
    answersTitle: 'Respuestas',
    noAnswers: 'Aún sin respuestas. La tuya podría ser la primera.',
    noAnswersYet: 'Aún sin respuestas. Preguntamos a quien ya lo hizo.',
    writeAnswer: 'Tu respuesta',
    answer: 'Responder',
    thank: (name) => `Dar las gracias a ${name}`,
    thankShort: 'Dar las gracias',
    thanked: 'Agradecida',
    withdrawThanks: 'Retirar',
    close: 'Cerrar la pregunta',
    closeTitle: '¿Cerrar esta pregunta?',
    closeText: 'Se queda como está, y ya no preguntamos a nadie.',
    isClosed: 'Esta pregunta está cerrada.',
  },
  fr: {
    title: 'Entraide',
    lead: 'Demande à qui l’a déjà fait, et aide là où tu l’as fait.',
    forYou: 'Tu pourrais aider',
    forYouText: 'Des objectifs comme ceux que tu as atteints.',
    nobodyAsks: 'Personne ne demande ce que tu as atteint et partages.',
    yours: 'Tes questions',
    noneOfYours: 'Tu n’as rien demandé. Ouvre un de tes objectifs pour demander de l’aide.',
    answers: (count) => plural('fr', count, { one: '# réponse', other: '# réponses' }),
    because: 'Tu as atteint :',
    closed: 'Fermée',
    ask: 'Demander de l’aide',
    askTitle: 'Demander de l’aide pour cet objectif',
    askText: 'Qui a atteint un objectif avec une de ses étiquettes verra ta question.',
    question: 'Ta question',
    askNow: 'Demander',
    asked: 'Ta question est en route.',
    needsTags: 'Donne d’abord une étiquette à l’objectif, pour savoir à qui demander.',
    someone: 'Une personne partie',
    on: (goal) => `De l’aide pour : ${goal}`,
    notFound: 'Aucune question ici',
    notFoundHint: 'Elle n’existe pas, ou tu ne peux pas la voir.',
    back: 'Entraide',
    goal: 'Voir l’objectif',
    answersTitle: 'Réponses',
    noAnswers: 'Pas encore de réponse. La tienne pourrait être la première.',
    noAnswersYet: 'Pas encore de réponse. Nous demandons à qui l’a fait.',
    writeAnswer: 'Ta réponse',
    answer: 'Répondre',
    thank: (name) => `Remercier ${name}`,
    thankShort: 'Remercier',
    thanked: 'Remercié',
    withdrawThanks: 'Retirer',
    close: 'Fermer la question',
    closeTitle: 'Fermer cette question ?',
    closeText: 'Elle reste telle quelle, et nous ne demandons plus à personne.',
    isClosed: 'Cette question est fermée.',
  },
  'pt-BR': {
    title: 'Ajuda',
    lead: 'Pergunte a quem já fez, e dê uma mão onde você já fez.',
    forYou: 'Você poderia ajudar',
    forYouText: 'Metas como as que você concluiu.',
    nobodyAsks: 'Ninguém pergunta por algo que você concluiu e compartilha.',
    yours: 'O que você perguntou',
    noneOfYours: 'Você não perguntou nada. Abra uma das suas metas para pedir ajuda.',
    answers: (count) => plural('pt-BR', count, { one: '# resposta', other: '# respostas' }),
    because: 'Você concluiu:',
    closed: 'Fechada',
    ask: 'Pedir ajuda',
    askTitle: 'Pedir ajuda com esta meta',
    askText: 'Quem concluiu uma meta com uma das etiquetas dela vê sua pergunta.',
    question: 'Sua pergunta',
    askNow: 'Perguntar',
    asked: 'Sua pergunta está a caminho.',
    needsTags: 'Dê antes uma etiqueta à meta, para sabermos a quem perguntar.',
    someone: 'Alguém que saiu',
    on: (goal) => `Ajuda com: ${goal}`,
    notFound: 'Essa pergunta não existe',
    notFoundHint: 'Não está aqui, ou você não pode vê-la.',
    back: 'Ajuda',
    goal: 'Ver a meta',
    answersTitle: 'Respostas',
    noAnswers: 'Ainda sem respostas. A sua poderia ser a primeira.',
    noAnswersYet: 'Ainda sem respostas. Perguntamos a quem já fez.',
    writeAnswer: 'Sua resposta',
    answer: 'Responder',
    thank: (name) => `Agradecer a ${name}`,
    thankShort: 'Agradecer',
    thanked: 'Agradecido',
    withdrawThanks: 'Retirar',
    close: 'Fechar a pergunta',
    closeTitle: 'Fechar esta pergunta?',
    closeText: 'Ela fica como está, e não perguntamos a mais ninguém.',
    isClosed: 'Esta pergunta está fechada.',
  },
};
