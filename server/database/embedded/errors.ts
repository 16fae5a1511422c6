import mongoose from 'mongoose';

const { MongoServerError, BSON } = mongoose.mongo;

/** An error as the server would have sent it, with its code. */
export function serverError(code: number, message: string, more: object = {}): Error {
  return new MongoServerError({ message, errmsg: message, code, ...more });
}

/** Thrown, with code 115, for what only MongoDB can do. */
export function notSupported(what: string): Error {
  return serverError(
    115,
    `${what} is not supported by the embedded store; set MONGODB_URI to use MongoDB`,
  );
}

/** Code 11000, with the `keyPattern` and `keyValue` by which callers tell which rule was broken. */
export function duplicateKey(
  namespace: string,
  index: { name: string; key: object },
  keyValue: Record<string, unknown>,
): Error {
  const shown = Object.entries(keyValue)
    .map(([field, value]) => `${field}: ${BSON.EJSON.stringify(value ?? null)}`)
    .join(', ');
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown} }`;
  return serverError(11000, message, { index: 0, keyPattern: { ...index.key }, keyValue });
}
