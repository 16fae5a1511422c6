import { whenSettled } from './door-settled.js';

// Until then a code that is typed is answered by a page of its own, as without script.
const page = document.querySelector('[data-practice]');
if (page instanceof HTMLElement)
  void whenSettled(async () => {
    const { openPractice } = await import('./practice-screen.js');
    openPractice(page);
  });
