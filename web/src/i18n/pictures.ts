// Pictures: one's own portrait and banner, and those of posts and messages.
import type { Texts } from './texts';

export interface PicturesTexts {
  readonly title: string;
  readonly avatar: string;
  readonly banner: string;
  readonly choose: string;
  readonly remove: string;
  readonly hint: string;
  readonly saved: string;
  readonly removed: string;
  readonly notAPicture: string;
  readonly tooBig: string;
  readonly sending: string;
  readonly add: string;
  readonly chosen: string;
  readonly whatIs: (number: number) => string;
  readonly altHint: string;
  readonly removeOne: (number: number) => string;
  readonly forward: (number: number) => string;
  readonly backward: (number: number) => string;
  readonly tooMany: string;
  readonly oneOf: (number: number, total: number) => string;
  readonly enlarge: (what: string) => string;
  readonly next: string;
  readonly previous: string;
  readonly progress: (number: number) => string;
}

export const picturesTexts: Texts<PicturesTexts> = {
  en: {
    title: 'Your pictures',
    avatar: 'Profile picture',
    banner: 'Banner',
    choose: 'Choose a picture',
    remove: 'Remove',
    hint: 'JPEG, PNG, WebP or GIF, up to 10 MB. Where it was taken is removed.',
    saved: 'Your picture is up.',
    removed: 'The picture is gone.',
    notAPicture: 'This is not a JPEG, PNG, WebP or GIF picture.',
    tooBig: 'A picture can have up to 10 MB.',
    sending: 'Sending the picture…',
    add: 'Add pictures',
    chosen: 'Chosen pictures',
    whatIs: (number) => `What picture ${String(number)} shows`,
    altHint: 'What does it show? For those who can’t see it.',
    removeOne: (number) => `Remove picture ${String(number)}`,
    forward: (number) => `Move picture ${String(number)} forward`,
    backward: (number) => `Move picture ${String(number)} back`,
    tooMany: 'Four pictures are the most.',
    oneOf: (number, total) => `Picture ${String(number)} of ${String(total)}`,
    enlarge: (what) => `Enlarge: ${what}`,
    next: 'Next picture',
    previous: 'Previous picture',
    progress: (number) => `Sending picture ${String(number)}`,
  },
  es: {
    title: 'Tus imágenes',
    avatar: 'Foto de perfil',
    banner: 'Portada',
    choose: 'Elegir una imagen',
    remove: 'Quitar',
    hint: 'JPEG, PNG, WebP o GIF, hasta 10 MB. Borramos dónde se tomó.',
    saved: 'Tu imagen ya está.',
    removed: 'La imagen se ha quitado.',
    notAPicture: 'No es una imagen JPEG, PNG, WebP o GIF.',
    tooBig: 'Una imagen puede ocupar hasta 10 MB.',
    sending: 'Enviando la imagen…',
    add: 'Añadir imágenes',
    chosen: 'Imágenes elegidas',
    whatIs: (number) => `Qué muestra la imagen ${String(number)}`,
    altHint: '¿Qué muestra? Para quien no puede verla.',
    removeOne: (number) => `Quitar la imagen ${String(number)}`,
    forward: (number) => `Adelantar la imagen ${String(number)}`,
    backward: (number) => `Atrasar la imagen ${String(number)}`,
    tooMany: 'Como máximo, cuatro imágenes.',
    oneOf: (number, total) => `Imagen ${String(number)} de ${String(total)}`,
    enlarge: (what) => `Ampliar: ${what}`,
    next: 'Imagen siguiente',
    previous: 'Imagen anterior',
    progress: (number) => `Enviando la imagen ${String(number)}`,
  },
  fr: {
    title: 'Tes images',
    avatar: 'Photo de profil',
    banner: 'Bannière',
    choose: 'Choisir une image',
    remove: 'Retirer',
    hint: 'JPEG, PNG, WebP ou GIF, jusqu’à 10 Mo. Le lieu de la prise est effacé.',
    saved: 'Ton image est en place.',
    removed: 'L’image est retirée.',
    notAPicture: 'Ce n’est pas une image JPEG, PNG, WebP ou GIF.',
    tooBig: 'Une image peut peser jusqu’à 10 Mo.',
    sending: 'Envoi de l’image…',
    add: 'Ajouter des images',
    chosen: 'Images choisies',
    whatIs: (number) => `Ce que montre l’image ${String(number)}`,
    altHint: 'Que montre-t-elle ? Pour qui ne peut pas la voir.',
    removeOne: (number) => `Retirer l’image ${String(number)}`,
    forward: (number) => `Avancer l’image ${String(number)}`,
    backward: (number) => `Reculer l’image ${String(number)}`,
    tooMany: 'Quatre images au plus.',
    oneOf: (number, total) => `Image ${String(number)} sur ${String(total)}`,
    enlarge: (what) => `Agrandir : ${what}`,
    next: 'Image suivante',
    previous: 'Image précédente',
    progress: (number) => `Envoi de l’image ${String(number)}`,
  },
  'pt-BR': {
    title: 'Suas imagens',
    avatar: 'Foto de perfil',
    banner: 'Capa',
    choose: 'Escolher uma imagem',
    remove: 'Remover',
    hint: 'JPEG, PNG, WebP ou GIF, até 10 MB. O lugar da foto é apagado.',
    saved: 'Sua imagem está no ar.',
    removed: 'A imagem foi removida.',
    notAPicture: 'Não é uma imagem JPEG, PNG, WebP ou GIF.',
    tooBig: 'Uma imagem pode ter até 10 MB.',
    sending: 'Enviando a imagem…',
    add: 'Adicionar imagens',
    chosen: 'Imagens escolhidas',
    whatIs: (number) => `O que a imagem ${String(number)} mostra`,
    altHint: 'O que ela mostra? Para quem não pode ver.',
    removeOne: (number) => `Remover a imagem ${String(number)}`,
    forward: (number) => `Adiantar a imagem ${String(number)}`,
    backward: (number) => `Recuar a imagem ${String(number)}`,
    tooMany: 'No máximo quatro imagens.',
    oneOf: (number, total) => `Imagem ${String(number)} de ${String(total)}`,
    enlarge: (what) => `Ampliar: ${what}`,
    next: 'Próxima imagem',
    previous: 'Imagem anterior',
    progress: (number) => `Enviando a imagem ${String(number)}`,
  },
};
