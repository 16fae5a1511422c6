import { chance, pick, pickWeighted, type Random } from './seeded-random.ts';

type Origin = readonly [given: string, family: string];

/** Given and family names that go together; one person in five takes them from two origins. */
const origins: readonly (readonly [Origin, number])[] = [
  [
    [
      'Alice Brenda Carol Dana Denise Ellen Gary Gregory Heather Holly Janet Jeffrey Karen Keith Kimberly Laura Leon Marjorie Mitchell Nora Patricia Philip Rebecca Roger Russell Sheila Stacy Theresa Travis Wendell',
      'Abbott Barlow Brannock Calloway Denholm Ellery Fairchild Gadsby Hathorne Ingersoll Kimbrell Langstaff Merriweather Norcott Oakham Pemberley Quarles Ridgeway Satterly Thackston Underhill Venning Wetherby Yarbrough',
    ],
    26,
  ],
  [
    [
      'Aaliyah Andre Bernice Cedric Charlene Darnell DeShawn Ebony Felicia Gwendolyn Imani Jamal Keisha LaToya Lamont Marcus Monique Odessa Precious Reginald Shanice Tamika Terrence Tyrone Vernon Yolanda',
      'Ashford Beckles Broadnax Cuffie Daniels-Poole Eubanks Favors Gaither Hollowell Inniss Jernigan Kellum Lovelace Mayfield Nesmith Olds Pettway Rucker Stallworth Tolliver Upshaw Vickers Wimberly Yancy',
    ],
    24,
  ],
  [
    [
      'Adriana Alejandro Andrés Beatriz Camila Concepción Diego Esperanza Fernando Graciela Guillermo Inés Iván Jesús José Lucía Marisol Mónica Noemí Óscar Raúl Rocío Sofía Tomás Ximena Yesenia',
      'Aguirre Barragán Cárdenas Castañeda de_la_Rosa del_Valle Domínguez Echeverría Fuentes Gutiérrez Hinojosa Ibáñez Jiménez Luján Montañez Núñez Ordóñez Peña Quiñones Ríos Saldívar Treviño Urrutia Velázquez Yáñez Zúñiga',
    ],
    16,
  ],
  [
    [
      'Anh Bao Dung Hạnh Hien Hoa Huong Khanh Lan Linh Minh Ngọc Phuong Quan Thảo Thuy Trang Tuan Vân Xuan',
      'Bùi Châu Đặng Đinh Hoang Huynh Lâm Lương Mạc Nguyễn Phan Phạm Quach Tạ Thái Trần Trịnh Vũ',
    ],
    5,
  ],
  [
    [
      'Aditi Anjali Arjun Deepa Farah Girish Harpreet Imran Jaya Kavita Lakshmi Manish Nasreen Priya Rajesh Sanjay Sunita Tariq Usha Vikram',
      'Acharya Bhattacharya Chaudhry Deshpande Iyengar Jayaraman Kulkarni Malhotra Nambiar Palaniswamy Qureshi Ramaswamy Sandhu Tendulwar Upadhyay Venkataraman',
    ],
    7,
  ],
  [
    [
      'Chen Eun-ji Fang Hana Haruki Hye-jin Jia Jin-woo Kenji Lihua Mei Ming Naoko Seo-yeon Wei Xiaoming Yuki Zhen',
      'Bae Choi Fujimoto Gao Han Hashida Jeong Kang Kwon Liang Matsuura Noh Okubo Ryu Shen Tsai Xu Zheng',
    ],
    6,
  ],
  [
    [
      'Abebe Adaeze Amara Babajide Chiamaka Ekow Fatoumata Folasade Ifeoma Kofi Kwabena Mariama Ngozi Nneka Olufemi Selam Tendai Yaa Zodwa',
      "Adeyemi Asante Boateng Chukwuemeka Dlamini Eze Fofanah Gebremedhin Kamara-Sesay M'Bala Mensah N'Diaye Nwosu Okonta Owusu Quaye Tadesse Uzoma",
    ],
    7,
  ],
  [
    [
      'Amal Basim Dalia Farid Ghada Hadi Huda Karim Layla Mahmoud Nadia Omar Rania Salma Samir Yasmin',
      "Abboud Al-Masri Barakat Darwish El-Amin Farouk Ghanem Haddadin Issa Khalil Mansour Nasser O'Hadi Qasim Rahal Zaydan",
    ],
    3,
  ],
  [
    [
      'Agnieszka Björn Chloé Claire Darina Émile Françoise Ingrid Jürgen Łukasz Małgorzata Niamh Renée Seán Siobhán Søren Tomasz Zoë',
      "D'Angelo Dvořák Fitzgerald Håkansson Kowalczyk L'Estrange Lindqvist MacAllan Müller O'Rourke O'Shaughnessy Østergaard Pawłowska Sørlund St._Clair van_der_Meer Wójcik",
    ],
    4,
  ],
  [
    [
      'Ainsley Dakota Kai Keoni Leilani Malia Nizhoni Noelani River Sequoyah Tallulah Wyatt',
      'Begay-Hale Kahale Kealoha Kamakau Nez Tsinnie Whitehorse Yellowwood',
    ],
    2,
  ],
];

const splitOrigins = origins.map(
  ([[given, family], weight]) =>
    [{ given: given.split(' '), family: family.split(' ').map(withSpaces) }, weight] as const,
);
const singleNames = ['Wulandari', 'Madhavi', 'Sukarta', 'Tenzin', 'Nilar', 'Zahra'];
const preferred = 'Al Bee Cici Dee Jay Kit Lou Max Mo Ray Sam Teo Vee Win'.split(' ');

export interface InventedName {
  name: string;
  preferredName?: string;
}

/** A name as people in the United States have them; accents, apostrophes, hyphens, second family names and suffixes included. */
export function inventName(random: Random): InventedName {
  if (chance(0.008, random)) return { name: pick(singleNames, random) };
  const own = pickWeighted(splitOrigins, random);
  const other = chance(0.2, random) ? pickWeighted(splitOrigins, random) : own;
  const given = pick(own.given, random);
  const name = `${given}${middleOf(random)} ${familyOf(own.family, other.family, random)}`;
  if (!chance(0.12, random)) return { name };
  return {
    name,
    preferredName: chance(0.5, random) ? pick(preferred, random) : pick(own.given, random),
  };
}

/** Letters without accents, for addresses and for fonts that lack them. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ŁłØøĐđßÆæŒœı]/g, (letter) => withoutMark[letter]!);
}

const withoutMark: Record<string, string> = {
  Ł: 'L',
  ł: 'l',
  Ø: 'O',
  ø: 'o',
  Đ: 'D',
  đ: 'd',
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  ı: 'i',
};

/** The part of a mail address before the @: plain letters and dots. */
export const mailbox = (name: string): string =>
  plainLetters(name)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.+|\.+$/g, '') || 'guest';

function familyOf(own: string[], other: string[], random: Random): string {
  const family = pick(other, random);
  if (chance(0.05, random)) return `${pick(own, random)}-${family}`;
  return chance(0.025, random) ? `${family} ${pick(['Jr.', 'III', 'Sr.'], random)}` : family;
}

const middleOf = (random: Random): string =>
  chance(0.18, random) ? ` ${pick([...'ABCDEFGHJKLMNPRSTVW'], random)}.` : '';

function withSpaces(name: string): string {
  return name.replaceAll('_', ' ');
}
