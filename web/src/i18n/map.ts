// What maps say.
import type { Texts } from './texts';

export interface MapTexts {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly showAll: string;
  readonly loading: string;
  readonly failed: string;
  readonly windowsHelp: string;
  readonly macHelp: string;
  readonly mobileHelp: string;
  readonly baseMap: (source: string) => string;
}

export const mapTexts: Texts<MapTexts> = {
  en: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    showAll: 'Show all of it',
    loading: 'Unfolding the map…',
    failed: 'The map could not be unfolded.',
    windowsHelp: 'Hold Ctrl while you scroll to zoom the map',
    macHelp: 'Hold ⌘ while you scroll to zoom the map',
    mobileHelp: 'Move the map with two fingers',
    baseMap: (source) => `Map: ${source}`,
  },
  es: {
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    showAll: 'Verlo todo',
    loading: 'Desplegando el mapa…',
    failed: 'No se ha podido desplegar el mapa.',
    windowsHelp: 'Mantén pulsado Ctrl mientras te desplazas para ampliar el mapa',
    macHelp: 'Mantén pulsado ⌘ mientras te desplazas para ampliar el mapa',
    mobileHelp: 'Mueve el mapa con dos dedos',
    baseMap: (source) => `Mapa: ${source}`,
  },
  fr: {
    zoomIn: 'Zoom avant',
    zoomOut: 'Zoom arrière',
    showAll: 'Tout afficher',
    loading: 'La carte se déplie…',
    failed: 'La carte n’a pas pu se déplier.',
    windowsHelp: 'Maintiens Ctrl en faisant défiler pour zoomer sur la carte',
    macHelp: 'Maintiens ⌘ en faisant défiler pour zoomer sur la carte',
    mobileHelp: 'Déplace la carte avec deux doigts',
    baseMap: (source) => `Carte : ${source}`,
  },
  'pt-BR': {
    zoomIn: 'Aproximar',
    zoomOut: 'Afastar',
    showAll: 'Mostrar tudo',
    loading: 'Abrindo o mapa…',
    failed: 'Não foi possível abrir o mapa.',
    windowsHelp: 'Segure Ctrl ao rolar para ampliar o mapa',
    macHelp: 'Segure ⌘ ao rolar para ampliar o mapa',
    mobileHelp: 'Mova o mapa com dois dedos',
    baseMap: (source) => `Mapa: ${source}`,
  },
};
