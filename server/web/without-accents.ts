/** Letters that hold an accent or another mark beside them, without it: the one way in which names and addresses are folded. */
export const withoutAccents = (text: string): string =>
  text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
