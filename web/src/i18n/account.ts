// Everything before log-in: landing, sign-up, log-in, mails, passwords.
import type { Texts } from './texts';

export interface AccountTexts {
  readonly heroTitle: string;
  readonly heroText: string;
  readonly heroPoints: readonly { readonly title: string; readonly text: string }[];
  readonly heroAlt: string;
  readonly trail: readonly [string, string, string];
  readonly start: string;
  readonly haveAccount: string;
  readonly logIn: string;
  readonly logInTitle: string;
  readonly loggingIn: string;
  readonly noAccount: string;
  readonly signUp: string;
  readonly signUpTitle: string;
  readonly signUpText: string;
  readonly signingUp: string;
  readonly email: string;
  readonly nickname: string;
  readonly nicknameHint: string;
  readonly password: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly checking: string;
  readonly free: string;
  readonly emailTaken: string;
  readonly nicknameTaken: string;
  readonly emailInvalid: string;
  readonly nicknameInvalid: string;
  readonly passwordShort: string;
  readonly strength: readonly [string, string, string, string];
  readonly strengthLabel: string;
  readonly strengthHint: string;
  readonly mailFolder: (folder: string) => string;
  readonly checkMailTitle: string;
  readonly checkMailText: (email: string) => string;
  readonly checkMailTextUnknown: string;
  readonly resend: string;
  readonly resent: string;
  readonly confirmTitle: string;
  readonly confirming: string;
  readonly confirmed: string;
  readonly confirmedText: string;
  readonly confirmFailed: string;
  readonly confirmMissing: string;
  readonly forgot: string;
  readonly forgotTitle: string;
  readonly forgotText: string;
  readonly forgotSend: string;
  readonly forgotSent: string;
  readonly resetTitle: string;
  readonly resetText: string;
  readonly newPassword: string;
  readonly resetSave: string;
  readonly resetDone: string;
  readonly backToLogIn: string;
}

export const accountTexts: Texts<AccountTexts> = {
  en: {
    heroTitle: 'Big goals are trails. Mark yours.',
    heroText:
      'Waymark breaks the thing you’re dreaming of into steps you can take today, and shows you how far you’ve come.',
    heroPoints: [
      { title: 'Split the climb', text: 'Turn one big goal into tasks that fit in a day.' },
      { title: 'Give it an edge', text: 'Quests count your kilometres, hours and finished tasks.' },
      { title: 'Keep the fire', text: 'Every active day lights a blaze. String them together.' },
    ],
    heroAlt: 'A trail over contour lines, with three waymarks on the way to the top',
    trail: ['First 5 km', '25 km week', 'Half marathon'],
    start: 'Start your trail',
    haveAccount: 'Already on the way?',
    logIn: 'Log in',
    logInTitle: 'Welcome back',
    loggingIn: 'Logging in…',
    noAccount: 'New here?',
    signUp: 'Sign up',
    signUpTitle: 'Start your trail',
    signUpText: 'Free, and ready in a minute.',
    signingUp: 'Creating your account…',
    email: 'E-mail',
    nickname: 'Nickname',
    nicknameHint: 'What others see. Letters, numbers, dots, dashes and underscores.',
    password: 'Password',
    showPassword: 'Show password',
    hidePassword: 'Hide password',
    checking: 'Checking…',
    free: 'It’s yours.',
    emailTaken: 'There is an account with this e-mail already.',
    nicknameTaken: 'Someone already has this nickname.',
    emailInvalid: 'This doesn’t look like an e-mail address.',
    nicknameInvalid: 'Use 3 to 30 letters, numbers, dots, dashes or underscores.',
    passwordShort: 'Use at least 8 characters.',
    strength: ['Too short', 'Weak', 'Good', 'Strong'],
    strengthLabel: 'Password strength',
    strengthHint: 'Longer beats trickier: a few words you like make a good password.',
    mailFolder: (folder) =>
      `This Waymark has no mail server. Its mails land as files in the folder ${folder}, and in the server’s log.`,
    checkMailTitle: 'Check your mail',
    checkMailText: (email) =>
      `We sent a link to ${email}. Open it to confirm that the address is yours, then log in.`,
    checkMailTextUnknown:
      'We sent you a link. Open it to confirm that the address is yours, then log in.',
    resend: 'Send it again',
    resent: 'If the address is waiting to be confirmed, another mail is on its way.',
    confirmTitle: 'Confirm your e-mail',
    confirming: 'Confirming your e-mail…',
    confirmed: 'You’re confirmed',
    confirmedText: 'Your address is yours for sure. Log in and take the first step.',
    confirmFailed: 'This link didn’t work',
    confirmMissing: 'The link is not complete. Open it again from the mail.',
    forgot: 'Forgot your password?',
    forgotTitle: 'Forgot your password?',
    forgotText: 'Tell us your e-mail and we’ll send a link to choose a new one.',
    forgotSend: 'Send the link',
    forgotSent: 'If there is an account with that address, a mail with a link is on its way.',
    resetTitle: 'Choose a new password',
    resetText: 'You’ll be logged out everywhere else.',
    newPassword: 'New password',
    resetSave: 'Set the password',
    resetDone: 'Your password is new. Log in with it.',
    backToLogIn: 'Back to log-in',
  },
  es: {
    heroTitle: 'Las grandes metas son senderos. Marca el tuyo.',
    heroText:
      'Waymark divide eso que sueñas en pasos que puedes dar hoy, y te muestra cuánto has avanzado.',
    heroPoints: [
      { title: 'Divide la subida', text: 'Convierte una gran meta en tareas que caben en un día.' },
      {
        title: 'Ponle emoción',
        text: 'Las misiones cuentan tus kilómetros, horas y tareas hechas.',
      },
      { title: 'Mantén el fuego', text: 'Cada día activo enciende una marca. Encadénalas.' },
    ],
    heroAlt: 'Un sendero sobre curvas de nivel, con tres marcas camino de la cima',
    trail: ['Primeros 5 km', 'Semana de 25 km', 'Media maratón'],
    start: 'Empieza tu sendero',
    haveAccount: '¿Ya estás en camino?',
    logIn: 'Iniciar sesión',
    logInTitle: 'Qué bien que vuelves',
    loggingIn: 'Iniciando sesión…',
    noAccount: '¿Es tu primera vez?',
    signUp: 'Crear cuenta',
    signUpTitle: 'Empieza tu sendero',
    signUpText: 'Gratis y listo en un minuto.',
    signingUp: 'Creando tu cuenta…',
    email: 'Correo electrónico',
    nickname: 'Apodo',
    nicknameHint: 'Lo que ven los demás. Letras, números, puntos, guiones y guiones bajos.',
    password: 'Contraseña',
    showPassword: 'Mostrar contraseña',
    hidePassword: 'Ocultar contraseña',
    checking: 'Comprobando…',
    free: 'Es para ti.',
    emailTaken: 'Ya existe una cuenta con este correo.',
    nicknameTaken: 'Alguien ya tiene este apodo.',
    emailInvalid: 'Esto no parece una dirección de correo.',
    nicknameInvalid: 'Usa de 3 a 30 letras, números, puntos, guiones o guiones bajos.',
    passwordShort: 'Usa al menos 8 caracteres.',
    strength: ['Muy corta', 'Débil', 'Buena', 'Fuerte'],
    strengthLabel: 'Seguridad de la contraseña',
    strengthHint:
      'Mejor larga que enrevesada: unas palabras que te gusten hacen una buena contraseña.',
    mailFolder: (folder) =>
      `Este Waymark no tiene servidor de correo. Sus mensajes quedan como archivos en la carpeta ${folder} y en el registro del servidor.`,
    checkMailTitle: 'Revisa tu correo',
    checkMailText: (email) =>
      `Hemos enviado un enlace a ${email}. Ábrelo para confirmar que la dirección es tuya y luego inicia sesión.`,
    checkMailTextUnknown:
      'Te hemos enviado un enlace. Ábrelo para confirmar que la dirección es tuya y luego inicia sesión.',
    resend: 'Enviarlo otra vez',
    resent: 'Si la dirección está pendiente de confirmar, otro correo va en camino.',
    confirmTitle: 'Confirma tu correo',
    confirming: 'Confirmando tu correo…',
    confirmed: 'Correo confirmado',
    confirmedText: 'Ya sabemos que la dirección es tuya. Inicia sesión y da el primer paso.',
    confirmFailed: 'Este enlace no ha funcionado',
    confirmMissing: 'El enlace está incompleto. Ábrelo de nuevo desde el correo.',
    forgot: '¿Olvidaste tu contraseña?',
    forgotTitle: '¿Olvidaste tu contraseña?',
    forgotText: 'Dinos tu correo y te enviaremos un enlace para elegir otra.',
    forgotSend: 'Enviar el enlace',
    forgotSent: 'Si hay una cuenta con esa dirección, un correo con un enlace va en camino.',
    resetTitle: 'Elige una contraseña nueva',
    resetText: 'Se cerrará tu sesión en todos los demás sitios.',
    newPassword: 'Contraseña nueva',
    resetSave: 'Guardar la contraseña',
    resetDone: 'Tu contraseña ya es nueva. Inicia sesión con ella.',
    backToLogIn: 'Volver al inicio de sesión',
  },
  fr: {
    heroTitle: 'Les grands objectifs sont des sentiers. Balise le tien.',
    heroText:
      'Waymark découpe ce dont tu rêves en étapes à franchir dès aujourd’hui, et te montre le chemin parcouru.',
    heroPoints: [
      {
        title: 'Découpe la montée',
        text: 'Un grand objectif devient des tâches qui tiennent dans une journée.',
      },
      {
        title: 'Pimente le parcours',
        text: 'Les quêtes comptent tes kilomètres, tes heures et tes tâches finies.',
      },
      { title: 'Garde la flamme', text: 'Chaque jour actif allume une balise. Enchaîne-les.' },
    ],
    heroAlt: 'Un sentier sur des courbes de niveau, avec trois balises en route vers le sommet',
    trail: ['Premiers 5 km', 'Semaine de 25 km', 'Semi-marathon'],
    start: 'Commencer mon sentier',
    haveAccount: 'Déjà en chemin ?',
    logIn: 'Se connecter',
    logInTitle: 'Content de te revoir',
    loggingIn: 'Connexion…',
    noAccount: 'Première visite ?',
    signUp: 'Créer un compte',
    signUpTitle: 'Commence ton sentier',
    signUpText: 'Gratuit, et prêt en une minute.',
    signingUp: 'Création du compte…',
    email: 'E-mail',
    nickname: 'Pseudo',
    nicknameHint: 'Ce que voient les autres. Lettres, chiffres, points, tirets et tirets bas.',
    password: 'Mot de passe',
    showPassword: 'Afficher le mot de passe',
    hidePassword: 'Masquer le mot de passe',
    checking: 'Vérification…',
    free: 'Il est à toi.',
    emailTaken: 'Un compte existe déjà avec cet e-mail.',
    nicknameTaken: 'Quelqu’un a déjà ce pseudo.',
    emailInvalid: 'Cela ne ressemble pas à une adresse e-mail.',
    nicknameInvalid: 'Utilise de 3 à 30 lettres, chiffres, points, tirets ou tirets bas.',
    passwordShort: 'Utilise au moins 8 caractères.',
    strength: ['Trop court', 'Faible', 'Bon', 'Solide'],
    strengthLabel: 'Solidité du mot de passe',
    strengthHint:
      'Mieux vaut long que tordu : quelques mots que tu aimes font un bon mot de passe.',
    mailFolder: (folder) =>
      `Ce Waymark n’a pas de serveur de messagerie. Ses e-mails arrivent sous forme de fichiers dans le dossier ${folder}, et dans le journal du serveur.`,
    checkMailTitle: 'Regarde tes e-mails',
    checkMailText: (email) =>
      `Nous avons envoyé un lien à ${email}. Ouvre-le pour confirmer que l’adresse est à toi, puis connecte-toi.`,
    checkMailTextUnknown:
      'Nous t’avons envoyé un lien. Ouvre-le pour confirmer que l’adresse est à toi, puis connecte-toi.',
    resend: 'Renvoyer le lien',
    resent: 'Si l’adresse attend d’être confirmée, un autre e-mail est en route.',
    confirmTitle: 'Confirme ton e-mail',
    confirming: 'Confirmation de ton e-mail…',
    confirmed: 'C’est confirmé',
    confirmedText: 'L’adresse est bien la tienne. Connecte-toi et fais le premier pas.',
    confirmFailed: 'Ce lien n’a pas fonctionné',
    confirmMissing: 'Le lien est incomplet. Ouvre-le de nouveau depuis l’e-mail.',
    forgot: 'Mot de passe oublié ?',
    forgotTitle: 'Mot de passe oublié ?',
    forgotText: 'Donne-nous ton e-mail et nous t’enverrons un lien pour en choisir un nouveau.',
    forgotSend: 'Envoyer le lien',
    forgotSent: 'Si un compte existe avec cette adresse, un e-mail avec un lien est en route.',
    resetTitle: 'Choisis un nouveau mot de passe',
    resetText: 'Tu seras déconnecté partout ailleurs.',
    newPassword: 'Nouveau mot de passe',
    resetSave: 'Définir le mot de passe',
    resetDone: 'Ton mot de passe est changé. Connecte-toi avec.',
    backToLogIn: 'Retour à la connexion',
  },
  'pt-BR': {
    heroTitle: 'Grandes metas são trilhas. Marque a sua.',
    heroText:
      'O Waymark divide aquilo que você sonha em passos para dar hoje e mostra o quanto você já andou.',
    heroPoints: [
      {
        title: 'Divida a subida',
        text: 'Transforme uma grande meta em tarefas que cabem num dia.',
      },
      {
        title: 'Dê mais sabor',
        text: 'As missões contam seus quilômetros, horas e tarefas feitas.',
      },
      { title: 'Mantenha a chama', text: 'Cada dia ativo acende uma marca. Junte uma à outra.' },
    ],
    heroAlt: 'Uma trilha sobre curvas de nível, com três marcas no caminho até o topo',
    trail: ['Primeiros 5 km', 'Semana de 25 km', 'Meia maratona'],
    start: 'Começar minha trilha',
    haveAccount: 'Já está a caminho?',
    logIn: 'Entrar',
    logInTitle: 'Que bom ver você de volta',
    loggingIn: 'Entrando…',
    noAccount: 'Primeira vez aqui?',
    signUp: 'Criar conta',
    signUpTitle: 'Comece sua trilha',
    signUpText: 'De graça e pronto em um minuto.',
    signingUp: 'Criando sua conta…',
    email: 'E-mail',
    nickname: 'Apelido',
    nicknameHint: 'O que os outros veem. Letras, números, pontos, hifens e sublinhados.',
    password: 'Senha',
    showPassword: 'Mostrar senha',
    hidePassword: 'Ocultar senha',
    checking: 'Verificando…',
    free: 'É seu.',
    emailTaken: 'Já existe uma conta com este e-mail.',
    nicknameTaken: 'Alguém já usa este apelido.',
    emailInvalid: 'Isto não parece um endereço de e-mail.',
    nicknameInvalid: 'Use de 3 a 30 letras, números, pontos, hifens ou sublinhados.',
    passwordShort: 'Use pelo menos 8 caracteres.',
    strength: ['Curta demais', 'Fraca', 'Boa', 'Forte'],
    strengthLabel: 'Força da senha',
    strengthHint: 'Comprida é melhor que complicada: algumas palavras de que você gosta já bastam.',
    mailFolder: (folder) =>
      `Este Waymark não tem servidor de e-mail. As mensagens ficam como arquivos na pasta ${folder} e no log do servidor.`,
    checkMailTitle: 'Veja seu e-mail',
    checkMailText: (email) =>
      `Enviamos um link para ${email}. Abra-o para confirmar que o endereço é seu e depois entre.`,
    checkMailTextUnknown:
      'Enviamos um link para você. Abra-o para confirmar que o endereço é seu e depois entre.',
    resend: 'Enviar de novo',
    resent: 'Se o endereço estiver aguardando confirmação, outro e-mail está a caminho.',
    confirmTitle: 'Confirme seu e-mail',
    confirming: 'Confirmando seu e-mail…',
    confirmed: 'E-mail confirmado',
    confirmedText: 'O endereço é mesmo seu. Entre e dê o primeiro passo.',
    confirmFailed: 'Este link não funcionou',
    confirmMissing: 'O link está incompleto. Abra-o de novo pelo e-mail.',
    forgot: 'Esqueceu a senha?',
    forgotTitle: 'Esqueceu a senha?',
    forgotText: 'Diga seu e-mail e enviaremos um link para escolher outra.',
    forgotSend: 'Enviar o link',
    forgotSent: 'Se houver uma conta com esse endereço, um e-mail com um link está a caminho.',
    resetTitle: 'Escolha uma nova senha',
    resetText: 'Sua sessão será encerrada em todos os outros lugares.',
    newPassword: 'Nova senha',
    resetSave: 'Definir a senha',
    resetDone: 'Sua senha foi trocada. Entre com ela.',
    backToLogIn: 'Voltar para o login',
  },
};
