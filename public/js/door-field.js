const takesText =
  'textarea, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Whether keys that are pressed there write something. @param {EventTarget | null} target */
export const isField = (target) =>
  target instanceof Element && target.matches(`${takesText}, select`);

/**
 * What puts a field back as it is now; null for anything that is not written into.
 * @param {EventTarget | null} target
 */
export function rememberField(target) {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  if (!isField(target)) return null;
  const { value, selectionStart, selectionEnd } = target;
  return () => {
    target.value = value;
    if (selectionStart !== null) target.setSelectionRange(selectionStart, selectionEnd);
    target.dispatchEvent(new Event('input', { bubbles: true }));
  };
}
