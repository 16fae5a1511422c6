import './focus-errors.js';
import './confirm-press.js';
import './disable-twice.js';
import './copy-text.js';
import './auto-submit.js';
import './print-page.js';
