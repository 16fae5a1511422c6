import { crc32 } from 'node:zlib';
import { isChunk } from './chunk-text.ts';

/** The checked parts as a ZIP without compression: the document parser unpacks nothing of what was uploaded. */
export function plainPackage(parts: Map<string, string>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of wantedParts(parts)) {
    const label = Buffer.from(name, 'utf8');
    const content = Buffer.from(withWordGaps(text), 'utf8');
    const header = headerOf(label, content);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), header, label, content);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, offsetOf(at), label);
    at += 4 + header.length + label.length + content.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...locals, listing, endOf(directory.length / 4, listing.length, at)]);
}

const STYLES = 'word/styles.xml';
/** The parser fails on a table with a style in a document without styles, so it always gets some. */
const NO_STYLES =
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"></w:styles>';

/** Without what says nothing about the text; some programs put half a megabyte of styles into a page. */
function wantedParts(parts: Map<string, string>): Map<string, string> {
  const wanted = [...parts].filter(([name]) => !UNREAD.test(name) && !isChunk(name));
  return new Map([...wanted, [STYLES, NO_STYLES]]);
}

const UNREAD =
  /^(?:customXml|docProps|word\/theme|word\/glossary)\/|^word\/(?:stylesWithEffects|numbering|settings|webSettings|fontTable|comments\w*|header\d*|footer\d*)\.xml$/i;

/** The parser drops line breaks, which would join the words on both sides. */
const withWordGaps = (xml: string): string => xml.replace(/<w:(?:br|cr)\b[^<>]*\/>/g, '<w:tab/>');

function headerOf(label: Buffer, content: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  header.writeUInt16LE(0x5a21, 8);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(label.length, 22);
  return header;
}

function offsetOf(at: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(at, 10);
  return rest;
}

function endOf(count: number, listed: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
