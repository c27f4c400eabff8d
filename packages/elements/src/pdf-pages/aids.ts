// What helps to find a page, loaded when the reader first asks for it.
export { aidsStyles } from './aids.styles.ts';
export { GoToPage } from './go-to-page.ts';
export { TextFinder } from './text-finder.ts';
export { Thumbnails } from './thumbnails.ts';
