import type { Request, Response } from 'express';
import { fairOf } from '../access/load-fair.ts';
import { kioskLanguage, kioskWords, otherLanguages } from './kiosk-words.ts';

/** Seconds until the next person finds an empty screen, also without script. */
export const IDLE_S = 20;

export const homeOf = (res: Response) => `/desk/${fairOf(res).slug}/kiosk`;
const langOf = (req: Request) => kioskLanguage.parse(req.query.lang);
export const wordsOf = (req: Request) => kioskWords[langOf(req)];
/** The next person finds English again: the language is in the address of the page and kept nowhere. */
export const queryOf = (req: Request) => (langOf(req) === 'en' ? '' : `?lang=${langOf(req)}`);

/** What each page of the visitor draws. */
export function visitorPage(req: Request, res: Response) {
  const [lang, words] = [langOf(req), wordsOf(req)];
  return {
    layout: 'door',
    title: words.title,
    lang,
    words,
    languages: otherLanguages(lang),
    home: homeOf(res),
    query: queryOf(req),
  };
}

/** A browser without script is led back to an empty screen by this header. */
export const emptySoon = (res: Response, seconds = IDLE_S) =>
  res.set({ 'Cache-Control': 'no-store', Refresh: `${seconds}; url=${homeOf(res)}` });
