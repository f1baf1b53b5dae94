import { useLanguage, type Language } from './language';

/**
 * The texts of one feature in every language. `Record` over all of `Language` makes a missing language, and `T` a missing
 * text, an error of the build.
 */
export type Texts<T> = Readonly<Record<Language, T>>;

export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage()];
}

type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

/** The form of a text that the language asks for with that count; `#` in it becomes the count. */
export function plural(language: Language, count: number, forms: Forms): string {
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  let format = numbers.get(language);
  if (!format) numbers.set(language, (format = new Intl.NumberFormat(language)));
  return (forms[rule.select(count)] ?? forms.other).replace('#', format.format(count));
}
