/** What pdf.js tells of a link, a form field or an attached file on a page, as far as it matters here. */
export interface Annotation {
  subtype?: string;
  actions?: object | null;
  fieldType?: string;
  fieldValue?: unknown;
  password?: boolean;
}

/** What was typed into the fields of a form: some career centers hand out their résumé as one. */
export function fieldText(annotations: Annotation[]): string {
  return annotations
    .filter(({ fieldType, password }) => (fieldType === 'Tx' || fieldType === 'Ch') && !password)
    .flatMap(({ fieldValue }) => fieldValue)
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => `\n${value}`)
    .join('');
}
