import type { Gender } from '@/models';
import type { Texts } from './texts';

export interface SettingsTexts {
  readonly title: string;
  readonly profile: string;
  readonly profileText: string;
  readonly fullName: string;
  readonly birthDate: string;
  readonly country: string;
  readonly noCountry: string;
  readonly gender: string;
  readonly genders: Readonly<Record<Gender, string>>;
  readonly pronouns: string;
  readonly bio: string;
  readonly interests: string;
  readonly preferences: string;
  readonly timeZone: string;
  readonly timeZoneHint: string;
  readonly saveProfile: string;
  readonly savedProfile: string;
  readonly appearance: string;
  readonly security: string;
  readonly emailConfirmed: string;
  readonly emailPending: string;
  readonly currentPassword: string;
  readonly changePassword: string;
  readonly changePasswordText: string;
  readonly passwordChanged: string;
  readonly logOutText: string;
  readonly links: string;
  readonly linksHint: string;
  readonly linkNumber: (number: number) => string;
  readonly addLink: string;
  readonly removeLink: (number: number) => string;
  readonly badLink: string;
}

export const settingsTexts: Texts<SettingsTexts> = {
  en: {
    title: 'Settings',
    profile: 'Profile',
    profileText: 'What you tell about yourself. Only the nickname is needed.',
    fullName: 'Full name',
    birthDate: 'Birth date',
    country: 'Country',
    noCountry: 'Not said',
    gender: 'Gender',
    genders: {
      UNDISCLOSED: 'Rather not say',
      FEMALE: 'Female',
      MALE: 'Male',
      NON_BINARY: 'Non-binary',
      OTHER: 'Other',
    },
    pronouns: 'Pronouns',
    bio: 'About you',
    interests: 'Interests',
    preferences: 'Language and time',
    timeZone: 'Time zone',
    timeZoneHint: 'Your days and your streak follow this zone.',
    saveProfile: 'Save profile',
    savedProfile: 'Profile saved.',
    appearance: 'Appearance',
    security: 'Account',
    emailConfirmed: 'Confirmed',
    emailPending: 'Not confirmed yet',
    currentPassword: 'Current password',
    changePassword: 'Change password',
    changePasswordText: 'Every other place where you’re logged in is logged out.',
    passwordChanged: 'Password changed.',
    logOutText: 'Ends the session in this browser.',
    links: 'Links',
    linksHint: 'Up to five, on your profile as they are.',
    linkNumber: (number) => `Link ${String(number)}`,
    addLink: 'Add a link',
    removeLink: (number) => `Remove link ${String(number)}`,
    badLink: 'Begin with https:// or http://, up to 200 characters.',
  },
  es: {
    title: 'Ajustes',
    profile: 'Perfil',
    profileText: 'Lo que cuentas de ti. Solo el apodo es necesario.',
    fullName: 'Nombre completo',
    birthDate: 'Fecha de nacimiento',
    country: 'País',
    noCountry: 'Sin indicar',
    gender: 'Género',
    genders: {
      UNDISCLOSED: 'Prefiero no decirlo',
      FEMALE: 'Mujer',
      MALE: 'Hombre',
      NON_BINARY: 'No binario',
      OTHER: 'Otro',
    },
    pronouns: 'Pronombres',
    bio: 'Sobre ti',
    interests: 'Intereses',
    preferences: 'Idioma y hora',
    timeZone: 'Zona horaria',
    timeZoneHint: 'Tus días y tu racha siguen esta zona.',
    saveProfile: 'Guardar perfil',
    savedProfile: 'Perfil guardado.',
    appearance: 'Apariencia',
    security: 'Cuenta',
    emailConfirmed: 'Confirmado',
    emailPending: 'Aún sin confirmar',
    currentPassword: 'Contraseña actual',
    changePassword: 'Cambiar contraseña',
    changePasswordText: 'Se cerrará la sesión en todos los demás sitios.',
    passwordChanged: 'Contraseña cambiada.',
    logOutText: 'Termina la sesión en este navegador.',
    links: 'Enlaces',
    linksHint: 'Hasta cinco; salen en tu perfil tal cual.',
    linkNumber: (number) => `Enlace ${String(number)}`,
    addLink: 'Añadir un enlace',
    removeLink: (number) => `Quitar el enlace ${String(number)}`,
    badLink: 'Empieza por https:// o http://, hasta 200 caracteres.',
  },
  fr: {
    title: 'Réglages',
    profile: 'Profil',
    profileText: 'Ce que tu dis de toi. Seul le pseudo est nécessaire.',
    fullName: 'Nom complet',
    birthDate: 'Date de naissance',
    country: 'Pays',
    noCountry: 'Non précisé',
    gender: 'Genre',
    genders: {
      UNDISCLOSED: 'Je préfère ne pas le dire',
      FEMALE: 'Femme',
      MALE: 'Homme',
      NON_BINARY: 'Non binaire',
      OTHER: 'Autre',
    },
    pronouns: 'Pronoms',
    bio: 'À propos de toi',
    interests: 'Centres d’intérêt',
    preferences: 'Langue et heure',
    timeZone: 'Fuseau horaire',
    timeZoneHint: 'Tes jours et ta série suivent ce fuseau.',
    saveProfile: 'Enregistrer le profil',
    savedProfile: 'Profil enregistré.',
    appearance: 'Apparence',
    security: 'Compte',
    emailConfirmed: 'Confirmé',
    emailPending: 'Pas encore confirmé',
    currentPassword: 'Mot de passe actuel',
    changePassword: 'Changer le mot de passe',
    changePasswordText: 'Toutes tes autres sessions seront fermées.',
    passwordChanged: 'Mot de passe changé.',
    logOutText: 'Met fin à la session dans ce navigateur.',
    links: 'Liens',
    linksHint: 'Cinq au plus, tels quels sur ton profil.',
    linkNumber: (number) => `Lien ${String(number)}`,
    addLink: 'Ajouter un lien',
    removeLink: (number) => `Retirer le lien ${String(number)}`,
    badLink: 'Commence par https:// ou http://, 200 caractères au plus.',
  },
  'pt-BR': {
    title: 'Ajustes',
    profile: 'Perfil',
    profileText: 'O que você conta sobre si. Só o apelido é necessário.',
    fullName: 'Nome completo',
    birthDate: 'Data de nascimento',
    country: 'País',
    noCountry: 'Não informado',
    gender: 'Gênero',
    genders: {
      UNDISCLOSED: 'Prefiro não dizer',
      FEMALE: 'Feminino',
      MALE: 'Masculino',
      NON_BINARY: 'Não binário',
      OTHER: 'Outro',
    },
    pronouns: 'Pronomes',
    bio: 'Sobre você',
    interests: 'Interesses',
    preferences: 'Idioma e hora',
    timeZone: 'Fuso horário',
    timeZoneHint: 'Seus dias e sua sequência seguem este fuso.',
    saveProfile: 'Salvar perfil',
    savedProfile: 'Perfil salvo.',
    appearance: 'Aparência',
    security: 'Conta',
    emailConfirmed: 'Confirmado',
    emailPending: 'Ainda não confirmado',
    currentPassword: 'Senha atual',
    changePassword: 'Trocar senha',
    changePasswordText: 'Sua sessão será encerrada em todos os outros lugares.',
    passwordChanged: 'Senha trocada.',
    logOutText: 'Encerra a sessão neste navegador.',
    links: 'Links',
    linksHint: 'Até cinco; aparecem no perfil como estão.',
    linkNumber: (number) => `Link ${String(number)}`,
    addLink: 'Adicionar um link',
    removeLink: (number) => `Remover o link ${String(number)}`,
    badLink: 'Comece com https:// ou http://, até 200 caracteres.',
  },
};
