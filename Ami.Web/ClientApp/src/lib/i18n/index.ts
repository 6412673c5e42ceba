import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { storage } from '@/lib/storage';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

const key = 'ami.language';

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The remembered choice, else the first of the browser's languages that we speak, else English. */
export function preferredLanguage(browser: readonly string[] = navigator.languages): Language {
  const stored = storage.get(key);
  if (isLanguage(stored)) return stored;
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** The same keys with other words: makes the compiler compare a translation with its original. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : Translation<T[K]> };

/** Adds the texts of one feature; called where the feature is loaded, so texts come with the code that shows them. */
export function addTexts<T extends object>(namespace: string, texts: { en: T; es: Translation<T> }) {
  for (const language of languages)
    i18next.addResourceBundle(language, namespace, texts[language], true, true);
}

export function switchLanguage(language: Language) {
  storage.set(key, language);
  return i18next.changeLanguage(language);
}

const follow = (language: string) => {
  if (typeof document !== 'undefined') document.documentElement.lang = language;
};

void i18next.use(initReactI18next).init({
  lng: preferredLanguage(),
  fallbackLng: 'en',
  defaultNS: 'app',
  resources: {},
  interpolation: { escapeValue: false },
  initAsync: false,
});
follow(i18next.language);
i18next.on('languageChanged', follow);

export { i18next };
