import { z } from 'zod';

export const kioskLanguages = ['en', 'es'] as const;
type KioskLanguage = (typeof kioskLanguages)[number];

/** A visitor chooses the language; whatever else the address says is English. */
export const kioskLanguage = z.enum(kioskLanguages).catch('en');

const english = {
  name: 'English',
  title: 'Check-in',
  error: 'Error',
  heading: 'Check in here',
  language: 'Language',
  scan: 'Scan your badge, or type the eight characters beside its picture',
  nothing: 'Scan your badge, or type its code',
  checkIn: 'Check in',
  camera: 'Use the camera',
  otherCamera: 'Other camera',
  aim: 'Hold the picture of your badge before the camera.',
  noCamera: 'The camera does not start. Type the code, or call our staff.',
  moment: 'One moment…',
  next: 'Next person',
  notMe: 'That is not me',
  call: 'Call staff',
  called: 'Our staff have been called.',
  notCalled: 'Nobody can be called from here. Please go to a desk.',
  welcome: 'Welcome',
  here: 'You are checked in.',
  hereSee: 'You are checked in. Please see our staff.',
  already: 'Checked in already',
  notYou: 'Was it not you? Our staff will help you.',
  team: 'Teams check in at the employer desk.',
  unknown: 'Not found',
  tryNewest: 'We do not know this code. Try your newest badge. Our staff will help you.',
  seeStaff: 'Please see our staff',
  help: 'Our staff will help you.',
  noAnswer: 'This kiosk cannot check you in at the moment.',
  print: 'Print my badge',
  printing: 'Your badge is being printed.',
  haveIt: 'I have my badge',
  nothingCame: 'Nothing came out',
  staysIn: 'You are checked in, whatever the printer does.',
  isThisYou: 'Is this you?',
  yourName: 'Name',
  program: 'Program',
  school: 'School',
  onBadge: 'On your badge',
  yes: 'Yes, check me in',
  outOfService: 'This kiosk is out of service',
  goToDesk: 'Please go to a desk. Our staff have been called.',
  whoWaits: 'Whoever was checked in here stays checked in. The desk prints the badge.',
  printedBefore: 'Your badge was printed before. Our staff can print another one.',
};

export type KioskWords = typeof english;

const spanish: KioskWords = {
  name: 'Español',
  title: 'Registro de llegada',
  error: 'Error',
  heading: 'Registre aquí su llegada',
  language: 'Idioma',
  scan: 'Escanee su credencial o escriba los ocho caracteres que están junto al código',
  nothing: 'Escanee su credencial o escriba su código',
  checkIn: 'Registrar llegada',
  camera: 'Usar la cámara',
  otherCamera: 'Otra cámara',
  aim: 'Ponga el código de su credencial frente a la cámara.',
  noCamera: 'La cámara no funciona. Escriba el código o llame a nuestro personal.',
  moment: 'Un momento…',
  next: 'Siguiente persona',
  notMe: 'Esa persona no soy yo',
  call: 'Llamar al personal',
  called: 'Hemos llamado a nuestro personal.',
  notCalled: 'Desde aquí no se puede llamar a nadie. Vaya a un mostrador, por favor.',
  welcome: 'Le damos la bienvenida',
  here: 'Su llegada quedó registrada.',
  hereSee: 'Su llegada quedó registrada. Hable con nuestro personal, por favor.',
  already: 'Su llegada ya estaba registrada',
  notYou: '¿No fue usted? Nuestro personal le ayudará.',
  team: 'Los equipos de las empresas se registran en el mostrador de empresas.',
  unknown: 'No encontrado',
  tryNewest:
    'No conocemos este código. Pruebe con su credencial más reciente. Nuestro personal le ayudará.',
  seeStaff: 'Hable con nuestro personal, por favor',
  help: 'Nuestro personal le ayudará.',
  noAnswer: 'En este momento no se puede registrar su llegada aquí.',
  print: 'Imprimir mi credencial',
  printing: 'Su credencial se está imprimiendo.',
  haveIt: 'Ya tengo mi credencial',
  nothingCame: 'No salió nada',
  staysIn: 'Su llegada quedó registrada, pase lo que pase con la impresora.',
  isThisYou: '¿Es usted?',
  yourName: 'Nombre',
  program: 'Programa',
  school: 'Escuela',
  onBadge: 'En su credencial',
  yes: 'Sí, registrar mi llegada',
  outOfService: 'Este puesto está fuera de servicio',
  goToDesk: 'Vaya a un mostrador, por favor. Hemos llamado a nuestro personal.',
  whoWaits:
    'Quien registró aquí su llegada sigue registrado. La credencial se imprime en el mostrador.',
  printedBefore: 'Su credencial ya se imprimió. Nuestro personal puede imprimir otra.',
};

/** Everything that a visitor reads at a kiosk. What only staff read there stays English, as at every desk. */
export const kioskWords: Record<KioskLanguage, KioskWords> = { en: english, es: spanish };

/** The other languages, by their own names. */
export const otherLanguages = (chosen: KioskLanguage) =>
  kioskLanguages
    .filter((lang) => lang !== chosen)
    .map((lang) => ({ lang, name: kioskWords[lang].name }));
