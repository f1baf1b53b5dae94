// One's own portrait and banner.
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
  },
};
