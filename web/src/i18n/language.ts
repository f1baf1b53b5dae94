// Which language the app speaks: the person's profile says, before log-in the browser does.
import { useSyncExternalStore } from 'react';

export const languages = ['en', 'es', 'fr', 'pt-BR'] as const;
export type Language = (typeof languages)[number];

/** The languages as their own speakers call them. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
};

const storageKey = 'waymark.language';
const listeners = new Set<() => void>();
let language: Language = startingLanguage();

export function currentLanguage(): Language {
  return language;
}

export function setLanguage(next: Language): void {
  if (next === language) return;
  language = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage can be forbidden; the profile still knows.
  }
  for (const listener of listeners) listener();
}

export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage);
}

/** Our language for a BCP 47 tag: `pt` and `pt-PT` read Brazilian Portuguese, what we do not speak reads null. */
export function matchLanguage(tag: string): Language | null {
  const wanted = tag.toLowerCase();
  const exact = languages.find((candidate) => candidate.toLowerCase() === wanted);
  if (exact) return exact;
  const primary = wanted.split('-')[0];
  return languages.find((candidate) => candidate.toLowerCase().split('-')[0] === primary) ?? null;
}

function startingLanguage(): Language {
  const stored = readStored();
  for (const tag of stored === null ? navigator.languages : [stored, ...navigator.languages]) {
    const match = matchLanguage(tag);
    if (match) {
      document.documentElement.lang = match;
      return match;
    }
  }
  return 'en';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
