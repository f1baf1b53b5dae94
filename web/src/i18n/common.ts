// Words that every page needs.
import type { Texts } from './texts';

export interface CommonTexts {
  readonly skipToContent: string;
  readonly cancel: string;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly close: string;
  readonly delete: string;
  readonly edit: string;
  readonly create: string;
  readonly retry: string;
  readonly loadMore: string;
  readonly loading: string;
  readonly optional: string;
  readonly required: string;
  readonly tooLong: (limit: number) => string;
  readonly notANumber: string;
  readonly moreThanZero: string;
  readonly notNegative: string;
  readonly offline: string;
  readonly somethingWrong: string;
  readonly couldNotLoad: string;
  readonly pageNotFound: string;
  readonly pageNotFoundHint: string;
  readonly backToStart: string;
  readonly language: string;
  readonly theme: string;
  readonly themes: Readonly<Record<'system' | 'light' | 'dark', string>>;
  readonly dismiss: string;
  readonly copy: string;
  readonly copied: string;
}

export const commonTexts: Texts<CommonTexts> = {
  en: {
    skipToContent: 'Skip to content',
    cancel: 'Cancel',
    save: 'Save',
    saving: 'Saving…',
    saved: 'Saved.',
    close: 'Close',
    delete: 'Delete',
    edit: 'Edit',
    create: 'Create',
    retry: 'Try again',
    loadMore: 'Show more',
    loading: 'Loading…',
    optional: 'optional',
    required: 'This is needed.',
    tooLong: (limit) => `Keep it to ${String(limit)} characters.`,
    notANumber: 'Enter a number.',
    moreThanZero: 'Enter a number above zero.',
    notNegative: 'This can’t be below zero.',
    offline: 'We can’t reach Waymark right now. Check your connection and try again.',
    somethingWrong: 'Something went wrong on our side. Please try again.',
    couldNotLoad: 'This didn’t load',
    pageNotFound: 'Off the trail',
    pageNotFoundHint: 'There is nothing at this address. Maybe it moved, maybe it never was.',
    backToStart: 'Back to the start',
    language: 'Language',
    theme: 'Theme',
    themes: { system: 'System', light: 'Light', dark: 'Dark' },
    dismiss: 'Dismiss',
    copy: 'Copy',
    copied: 'Copied.',
  },
  es: {
    skipToContent: 'Ir al contenido',
    cancel: 'Cancelar',
    save: 'Guardar',
    saving: 'Guardando…',
    saved: 'Guardado.',
    close: 'Cerrar',
    delete: 'Eliminar',
    edit: 'Editar',
    create: 'Crear',
    retry: 'Reintentar',
    loadMore: 'Ver más',
    loading: 'Cargando…',
    optional: 'opcional',
    required: 'Este dato es necesario.',
    tooLong: (limit) => `No puede pasar de ${String(limit)} caracteres.`,
    notANumber: 'Escribe un número.',
    moreThanZero: 'Escribe un número mayor que cero.',
    notNegative: 'No puede ser menor que cero.',
    offline: 'Ahora mismo no llegamos a Waymark. Revisa tu conexión y vuelve a intentarlo.',
    somethingWrong: 'Algo ha fallado por nuestra parte. Vuelve a intentarlo.',
    couldNotLoad: 'No se ha podido cargar',
    pageNotFound: 'Fuera del sendero',
    pageNotFoundHint: 'No hay nada en esta dirección. Quizá se movió, quizá nunca existió.',
    backToStart: 'Volver al inicio',
    language: 'Idioma',
    theme: 'Tema',
    themes: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
    dismiss: 'Descartar',
    copy: 'Copiar',
    copied: 'Copiado.',
  },
  fr: {
    skipToContent: 'Aller au contenu',
    cancel: 'Annuler',
    save: 'Enregistrer',
    saving: 'Enregistrement…',
    saved: 'Enregistré.',
    close: 'Fermer',
    delete: 'Supprimer',
    edit: 'Modifier',
    create: 'Créer',
    retry: 'Réessayer',
    loadMore: 'Afficher plus',
    loading: 'Chargement…',
    optional: 'facultatif',
    required: 'Cette information est nécessaire.',
    tooLong: (limit) => `Pas plus de ${String(limit)} caractères.`,
    notANumber: 'Saisis un nombre.',
    moreThanZero: 'Saisis un nombre supérieur à zéro.',
    notNegative: 'Ce nombre ne peut pas être négatif.',
    offline: 'Waymark est injoignable pour le moment. Vérifie ta connexion et réessaie.',
    somethingWrong: 'Un problème est survenu de notre côté. Réessaie.',
    couldNotLoad: 'Le chargement a échoué',
    pageNotFound: 'Hors sentier',
    pageNotFoundHint:
      'Il n’y a rien à cette adresse. Elle a peut-être changé, ou n’a jamais existé.',
    backToStart: 'Retour au départ',
    language: 'Langue',
    theme: 'Thème',
    themes: { system: 'Système', light: 'Clair', dark: 'Sombre' },
    dismiss: 'Ignorer',
    copy: 'Copier',
    copied: 'Copié.',
  },
  'pt-BR': {
    skipToContent: 'Ir para o conteúdo',
    cancel: 'Cancelar',
    save: 'Salvar',
    saving: 'Salvando…',
    saved: 'Salvo.',
    close: 'Fechar',
    delete: 'Excluir',
    edit: 'Editar',
    create: 'Criar',
    retry: 'Tentar de novo',
    loadMore: 'Mostrar mais',
    loading: 'Carregando…',
    optional: 'opcional',
    required: 'Esta informação é necessária.',
    tooLong: (limit) => `No máximo ${String(limit)} caracteres.`,
    notANumber: 'Digite um número.',
    moreThanZero: 'Digite um número maior que zero.',
    notNegative: 'Não pode ser menor que zero.',
    offline: 'Não conseguimos falar com o Waymark agora. Confira sua conexão e tente de novo.',
    somethingWrong: 'Algo deu errado do nosso lado. Tente de novo.',
    couldNotLoad: 'Não foi possível carregar',
    pageNotFound: 'Fora da trilha',
    pageNotFoundHint:
      'Não há nada neste endereço. Talvez tenha mudado, talvez nunca tenha existido.',
    backToStart: 'Voltar ao início',
    language: 'Idioma',
    theme: 'Tema',
    themes: { system: 'Sistema', light: 'Claro', dark: 'Escuro' },
    dismiss: 'Dispensar',
    copy: 'Copiar',
    copied: 'Copiado.',
  },
};
