/** An answer that is not a page: carries its status and, in the product's words, what to do next. */
export class HttpError extends Error {
  status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

/** Thrown when something is not there, or is not the asker's to know about. */
export class NotFound extends HttpError {
  constructor(text = 'There is no such page, or it is not open to you.') {
    super(404, text);
  }
}

/** Thrown when somebody may know of a thing but not do this with it. */
export class Forbidden extends HttpError {
  constructor(text = 'You may not do this.') {
    super(403, text);
  }
}

/** Thrown when the state of things does not allow it any more. */
export class Conflict extends HttpError {
  constructor(text: string) {
    super(409, text);
  }
}

/** Thrown when input is refused and there is no form to show it on. */
export class Unprocessable extends HttpError {
  constructor(text: string) {
    super(422, text);
  }
}

/** Thrown when somebody asks too often. */
export class TooMany extends HttpError {
  constructor(text = 'That was asked too often. Wait ten minutes and try again.') {
    super(429, text);
  }
}

/** Thrown while the store is known to be away, and what is said when it turns out to be. */
export class StoreAway extends HttpError {
  static text = 'The store does not answer. Try again in a minute; whatever was confirmed is safe.';
  constructor() {
    super(503, StoreAway.text);
  }
}
