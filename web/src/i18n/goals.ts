// Goals, their tasks, and the dialog for two edits that met.
import type { GoalStatus } from '@/models';
import type { Texts } from './texts';

export interface GoalsTexts {
  readonly title: string;
  readonly newGoal: string;
  readonly editGoal: string;
  readonly statuses: Readonly<Record<GoalStatus, string>>;
  readonly filterStatus: string;
  readonly filterTag: string;
  readonly allTags: string;
  readonly emptyActive: string;
  readonly emptyActiveHint: string;
  readonly emptyOther: string;
  readonly goalTitle: string;
  readonly goalTitleExample: string;
  readonly description: string;
  readonly tags: string;
  readonly tagsHint: string;
  readonly tooManyTags: string;
  readonly removeTag: (tag: string) => string;
  readonly targetDate: string;
  readonly by: (day: string) => string;
  readonly progress: (percent: string) => string;
  readonly created: string;
  readonly complete: string;
  readonly completed: string;
  readonly reactivate: string;
  readonly archive: string;
  readonly deleteGoal: string;
  readonly deleteGoalText: string;
  readonly deleted: string;
  readonly moreActions: string;
  readonly tasks: string;
  readonly noTasks: string;
  readonly noTasksHint: string;
  readonly newTask: string;
  readonly newTaskExample: string;
  readonly addTask: string;
  readonly taskTitle: string;
  readonly dueAt: string;
  readonly editTask: (task: string) => string;
  readonly editTaskTitle: string;
  readonly deleteTask: (task: string) => string;
  readonly quests: string;
  readonly noQuests: string;
  readonly newQuest: string;
  readonly notFound: string;
  readonly notFoundHint: string;
  readonly backToGoals: string;
  readonly conflictTitle: string;
  readonly conflictText: string;
  readonly conflictSame: string;
  readonly conflictMine: string;
  readonly conflictTheirs: string;
  readonly conflictEmpty: string;
  readonly conflictSave: string;
  readonly conflictDiscard: string;
  readonly conflictGone: string;
}

export const goalsTexts: Texts<GoalsTexts> = {
  en: {
    title: 'Goals',
    newGoal: 'New goal',
    editGoal: 'Edit goal',
    statuses: { ACTIVE: 'On the way', COMPLETED: 'Reached', ARCHIVED: 'Archived' },
    filterStatus: 'Which goals',
    filterTag: 'Tag',
    allTags: 'All tags',
    emptyActive: 'No goal on the way',
    emptyActiveHint: 'What would you like to have done a year from now? Start there.',
    emptyOther: 'Nothing here yet',
    goalTitle: 'What do you want to reach?',
    goalTitleExample: 'Run a half marathon',
    description: 'Why, and how',
    tags: 'Tags',
    tagsHint: 'Press Enter or comma after each one.',
    tooManyTags: 'Up to 20 tags of 40 characters each.',
    removeTag: (tag) => `Remove the tag ${tag}`,
    targetDate: 'Target date',
    by: (day) => `by ${day}`,
    progress: (percent) => `${percent} done`,
    created: 'Goal created. Now split it into tasks.',
    complete: 'Mark as reached',
    completed: 'You reached your goal. Take that in.',
    reactivate: 'Put back on the way',
    archive: 'Archive',
    deleteGoal: 'Delete this goal?',
    deleteGoalText:
      'Its tasks go with it, and quests linked to it are cancelled. This can’t be undone.',
    deleted: 'Goal deleted.',
    moreActions: 'More actions',
    tasks: 'Tasks',
    noTasks: 'No tasks yet',
    noTasksHint: 'What is the smallest next step? Write it down.',
    newTask: 'Next step',
    newTaskExample: 'Find a training plan',
    addTask: 'Add task',
    taskTitle: 'Task',
    dueAt: 'Due',
    editTask: (task) => `Edit “${task}”`,
    editTaskTitle: 'Edit task',
    deleteTask: (task) => `Delete “${task}”`,
    quests: 'Quests for this goal',
    noQuests: 'A quest rewards you with points when this goal, or some of its tasks, is done.',
    newQuest: 'New quest',
    notFound: 'This goal is gone',
    notFoundHint: 'It was deleted, or it never was yours.',
    backToGoals: 'Back to goals',
    conflictTitle: 'This changed while you were editing',
    conflictText:
      'Another tab or device saved a newer version. Choose what to keep; nothing is overwritten until you save.',
    conflictSame: 'Both versions say the same now. Save again to keep it.',
    conflictMine: 'Yours',
    conflictTheirs: 'Newer version',
    conflictEmpty: '(empty)',
    conflictSave: 'Save my choice',
    conflictDiscard: 'Drop my edit',
    conflictGone: 'It was deleted in the meantime.',
  },
  es: {
    title: 'Metas',
    newGoal: 'Nueva meta',
    editGoal: 'Editar meta',
    statuses: { ACTIVE: 'En camino', COMPLETED: 'Alcanzadas', ARCHIVED: 'Archivadas' },
    filterStatus: 'Qué metas',
    filterTag: 'Etiqueta',
    allTags: 'Todas las etiquetas',
    emptyActive: 'Ninguna meta en camino',
    emptyActiveHint: '¿Qué te gustaría haber hecho dentro de un año? Empieza por ahí.',
    emptyOther: 'Aquí aún no hay nada',
    goalTitle: '¿Qué quieres alcanzar?',
    goalTitleExample: 'Correr una media maratón',
    description: 'Por qué y cómo',
    tags: 'Etiquetas',
    tagsHint: 'Pulsa Intro o coma después de cada una.',
    tooManyTags: 'Hasta 20 etiquetas de 40 caracteres.',
    removeTag: (tag) => `Quitar la etiqueta ${tag}`,
    targetDate: 'Fecha objetivo',
    by: (day) => `para ${day}`,
    progress: (percent) => `${percent} hecho`,
    created: 'Meta creada. Ahora divídela en tareas.',
    complete: 'Marcar como alcanzada',
    completed: 'Has alcanzado tu meta. Disfrútalo.',
    reactivate: 'Volver a ponerla en camino',
    archive: 'Archivar',
    deleteGoal: '¿Eliminar esta meta?',
    deleteGoalText:
      'Sus tareas se van con ella y las misiones vinculadas se cancelan. No se puede deshacer.',
    deleted: 'Meta eliminada.',
    moreActions: 'Más acciones',
    tasks: 'Tareas',
    noTasks: 'Aún no hay tareas',
    noTasksHint: '¿Cuál es el próximo paso más pequeño? Escríbelo.',
    newTask: 'Próximo paso',
    newTaskExample: 'Buscar un plan de entrenamiento',
    addTask: 'Añadir tarea',
    taskTitle: 'Tarea',
    dueAt: 'Vence',
    editTask: (task) => `Editar «${task}»`,
    editTaskTitle: 'Editar tarea',
    deleteTask: (task) => `Eliminar «${task}»`,
    quests: 'Misiones de esta meta',
    noQuests: 'Una misión te premia con puntos cuando terminas esta meta o algunas de sus tareas.',
    newQuest: 'Nueva misión',
    notFound: 'Esta meta ya no está',
    notFoundHint: 'Se eliminó, o nunca fue tuya.',
    backToGoals: 'Volver a las metas',
    conflictTitle: 'Esto cambió mientras editabas',
    conflictText:
      'Otra pestaña o dispositivo guardó una versión más nueva. Elige qué conservar; no se sobrescribe nada hasta que guardes.',
    conflictSame: 'Ambas versiones dicen ahora lo mismo. Guarda otra vez para conservarlo.',
    conflictMine: 'La tuya',
    conflictTheirs: 'Versión más nueva',
    conflictEmpty: '(vacío)',
    conflictSave: 'Guardar mi elección',
    conflictDiscard: 'Descartar mi cambio',
    conflictGone: 'Se eliminó mientras tanto.',
  },
  fr: {
    title: 'Objectifs',
    newGoal: 'Nouvel objectif',
    editGoal: 'Modifier l’objectif',
    statuses: { ACTIVE: 'En route', COMPLETED: 'Atteints', ARCHIVED: 'Archivés' },
    filterStatus: 'Quels objectifs',
    filterTag: 'Étiquette',
    allTags: 'Toutes les étiquettes',
    emptyActive: 'Aucun objectif en route',
    emptyActiveHint: 'Qu’aimerais-tu avoir fait d’ici un an ? Commence par là.',
    emptyOther: 'Rien ici pour l’instant',
    goalTitle: 'Que veux-tu atteindre ?',
    goalTitleExample: 'Courir un semi-marathon',
    description: 'Pourquoi, et comment',
    tags: 'Étiquettes',
    tagsHint: 'Appuie sur Entrée ou virgule après chacune.',
    tooManyTags: 'Jusqu’à 20 étiquettes de 40 caractères.',
    removeTag: (tag) => `Retirer l’étiquette ${tag}`,
    targetDate: 'Date visée',
    by: (day) => `pour ${day}`,
    progress: (percent) => `${percent} accompli`,
    created: 'Objectif créé. Découpe-le maintenant en tâches.',
    complete: 'Marquer comme atteint',
    completed: 'Objectif atteint. Savoure.',
    reactivate: 'Remettre en route',
    archive: 'Archiver',
    deleteGoal: 'Supprimer cet objectif ?',
    deleteGoalText:
      'Ses tâches partent avec lui et les quêtes liées sont annulées. C’est irréversible.',
    deleted: 'Objectif supprimé.',
    moreActions: 'Plus d’actions',
    tasks: 'Tâches',
    noTasks: 'Pas encore de tâche',
    noTasksHint: 'Quel est le plus petit prochain pas ? Note-le.',
    newTask: 'Prochain pas',
    newTaskExample: 'Trouver un plan d’entraînement',
    addTask: 'Ajouter la tâche',
    taskTitle: 'Tâche',
    dueAt: 'Échéance',
    editTask: (task) => `Modifier « ${task} »`,
    editTaskTitle: 'Modifier la tâche',
    deleteTask: (task) => `Supprimer « ${task} »`,
    quests: 'Quêtes de cet objectif',
    noQuests:
      'Une quête te rapporte des points quand cet objectif, ou certaines de ses tâches, est terminé.',
    newQuest: 'Nouvelle quête',
    notFound: 'Cet objectif n’est plus là',
    notFoundHint: 'Il a été supprimé, ou n’a jamais été à toi.',
    backToGoals: 'Retour aux objectifs',
    conflictTitle: 'Ceci a changé pendant ta modification',
    conflictText:
      'Un autre onglet ou appareil a enregistré une version plus récente. Choisis quoi garder ; rien n’est écrasé tant que tu n’enregistres pas.',
    conflictSame:
      'Les deux versions sont maintenant identiques. Enregistre à nouveau pour la garder.',
    conflictMine: 'La tienne',
    conflictTheirs: 'Version plus récente',
    conflictEmpty: '(vide)',
    conflictSave: 'Enregistrer mon choix',
    conflictDiscard: 'Abandonner ma modification',
    conflictGone: 'Cela a été supprimé entre-temps.',
  },
  'pt-BR': {
    title: 'Metas',
    newGoal: 'Nova meta',
    editGoal: 'Editar meta',
    statuses: { ACTIVE: 'A caminho', COMPLETED: 'Alcançadas', ARCHIVED: 'Arquivadas' },
    filterStatus: 'Quais metas',
    filterTag: 'Etiqueta',
    allTags: 'Todas as etiquetas',
    emptyActive: 'Nenhuma meta a caminho',
    emptyActiveHint: 'O que você gostaria de ter feito daqui a um ano? Comece por aí.',
    emptyOther: 'Ainda não há nada aqui',
    goalTitle: 'O que você quer alcançar?',
    goalTitleExample: 'Correr uma meia maratona',
    description: 'Por quê e como',
    tags: 'Etiquetas',
    tagsHint: 'Pressione Enter ou vírgula depois de cada uma.',
    tooManyTags: 'Até 20 etiquetas de 40 caracteres.',
    removeTag: (tag) => `Remover a etiqueta ${tag}`,
    targetDate: 'Data-alvo',
    by: (day) => `até ${day}`,
    progress: (percent) => `${percent} feito`,
    created: 'Meta criada. Agora divida em tarefas.',
    complete: 'Marcar como alcançada',
    completed: 'Você alcançou sua meta. Aproveite o momento.',
    reactivate: 'Pôr de volta a caminho',
    archive: 'Arquivar',
    deleteGoal: 'Excluir esta meta?',
    deleteGoalText:
      'As tarefas vão junto e as missões ligadas a ela são canceladas. Não dá para desfazer.',
    deleted: 'Meta excluída.',
    moreActions: 'Mais ações',
    tasks: 'Tarefas',
    noTasks: 'Ainda sem tarefas',
    noTasksHint: 'Qual é o menor próximo passo? Anote.',
    newTask: 'Próximo passo',
    newTaskExample: 'Achar um plano de treino',
    addTask: 'Adicionar tarefa',
    taskTitle: 'Tarefa',
    dueAt: 'Prazo',
    editTask: (task) => `Editar “${task}”`,
    editTaskTitle: 'Editar tarefa',
    deleteTask: (task) => `Excluir “${task}”`,
    quests: 'Missões desta meta',
    noQuests: 'Uma missão dá pontos quando esta meta, ou algumas de suas tarefas, é concluída.',
    newQuest: 'Nova missão',
    notFound: 'Esta meta não existe mais',
    notFoundHint: 'Foi excluída ou nunca foi sua.',
    backToGoals: 'Voltar às metas',
    conflictTitle: 'Isto mudou enquanto você editava',
    conflictText:
      'Outra aba ou aparelho salvou uma versão mais nova. Escolha o que manter; nada é sobrescrito até você salvar.',
    conflictSame: 'As duas versões dizem o mesmo agora. Salve de novo para manter.',
    conflictMine: 'A sua',
    conflictTheirs: 'Versão mais nova',
    conflictEmpty: '(vazio)',
    conflictSave: 'Salvar minha escolha',
    conflictDiscard: 'Descartar minha edição',
    conflictGone: 'Foi excluído nesse meio-tempo.',
  },
};
