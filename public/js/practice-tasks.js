/**
 * Ticks off what has been tried. The ticks live in the page and nowhere else.
 * @param {HTMLElement} page
 */
export function practiceTasks(page) {
  const tasks = [...page.querySelectorAll('[data-task]')];
  const count = page.querySelector('[data-tasks-done]');

  /** @param {string} name */
  function tick(name) {
    const task = tasks.find((each) => each.getAttribute('data-task') === name);
    if (!task || task.classList.contains('is-done')) return;
    task.classList.add('is-done');
    const said = task.querySelector('[data-task-said]');
    if (said) said.textContent = 'Done: ';
    const done = tasks.filter((each) => each.classList.contains('is-done')).length;
    if (count) count.textContent = `${done} of ${tasks.length} tried`;
  }

  return {
    /** @param {string} done @param {string} [mode] */
    note(done, mode) {
      tick(done);
      if (mode === 'typed') tick('typed');
    },
  };
}
