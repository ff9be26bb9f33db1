import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'

/** How a customer pays. */
export type Habit =
  | 'same-day' // cash or check at the counter
  | 'prompt' // each check within days of the due date
  | 'late' // each check two to six weeks past due
  | 'monthly' // one check about the tenth for all of last month
  | 'in-parts' // round sums every other week, oldest first
  | 'prepay' // sends the money before the order ships
  | 'stopped' // paid once, has not for months

/** A customer of the demo company, as it is entered, and how it buys and pays. */
export interface DemoCustomer {
  code: string
  name: string
  kind: string
  street: string
  city: string
  region: string
  postalCode: string
  termsCode: 'NET30' | 'NET15' | 'NET7' | 'COD' | 'PREPAY'
  /** Whole dollars; null is unlimited. */
  limit: number | null
  /** First name of the salesperson. */
  salesperson: 'Jorge' | 'Marisol' | 'Takeshi' | 'Amy'
  priceLevel: 'A' | 'B' | 'C'
  /** Orders in an ordinary week. */
  perWeek: number
  /** Boxes on a line, about. */
  size: number
  habit: Habit
  more?: Partial<CustomerRow>
  /** Second address goods go to, besides the own one. */
  shipTo?: string
  buyer?: string
}

type Short = [
  code: string,
  name: string,
  kind: string,
  street: string,
  city: string,
  region: string,
  postalCode: string,
  termsCode: DemoCustomer['termsCode'],
  limit: number | null,
  salesperson: DemoCustomer['salesperson'],
  priceLevel: 'A' | 'B' | 'C',
  perWeek: number,
  size: number,
  habit: Habit,
  more?: Pick<DemoCustomer, 'more' | 'shipTo' | 'buyer'>,
]

const ES = { language: 'es' as const }
const PO = { poRequired: true }

// biome-ignore format: a table is read by its columns
const TABLE: Short[] = [
  ['PETAL', 'Petal & Stem Atelier', 'Florist', '212 Wythe Ave', 'Brooklyn', 'NY', '11249', 'NET30', 5_000, 'Jorge', 'A', 0.9, 2, 'in-parts',
    { shipTo: 'Brooklyn workshop', buyer: 'Inès Moreau', more: { notes: 'Closes 4 PM on Fridays. No yellow carnations. Prefers to pay by link.', tags: ['weddings'] } }],
  ['GARDENIA', 'Floristería La Gardenia', 'Florist', '4410 Bergenline Ave', 'Union City', 'NJ', '07087', 'NET30', 6_000, 'Marisol', 'A', 0.8, 1, 'late',
    { buyer: 'Rosa Peña', more: { ...ES, notes: 'Llamar antes de entregar.' } }],
  ['BLOOMST', 'Bloom Street Market', 'Grocer', '88 Bloomfield St', 'Hoboken', 'NJ', '07030', 'NET30', 20_000, 'Jorge', 'B', 0.9, 3, 'late', { buyer: 'Kevin Doyle', more: PO }],
  ['OKAMI', 'Ōkami Ikebana Studio', 'Designer', '19 Great Jones St', 'New York', 'NY', '10012', 'NET30', 3_000, 'Takeshi', 'A', 0.4, 1, 'prompt', { buyer: 'Yūko Ōta' }],
  ['WEDWORKS', 'Wedding Works NYC', 'Event', '530 W 28th St', 'New York', 'NY', '10001', 'NET30', 15_000, 'Marisol', 'B', 0.8, 2, 'monthly',
    { shipTo: 'Pier 60 loading dock', buyer: 'Priya Raman', more: { ...PO, tags: ['weddings', 'big days'] } }],
  ['GSG', 'Garden State Grocers', 'Grocer', '1200 Route 1', 'Edison', 'NJ', '08817', 'NET30', 60_000, 'Amy', 'C', 0.9, 16, 'monthly',
    { shipTo: 'Distribution center, dock 14', buyer: 'Al Mancini', more: { ...PO, automaticInvoices: 'on-confirm', notes: 'Deliveries 4–7 AM only. PO on every box.' } }],
  ['PETITE', 'Petite Fleur Boutique', 'Florist', '41 Church St', 'Montclair', 'NJ', '07042', 'NET30', 2_500, 'Jorge', 'A', 0.4, 1, 'prompt'],
  ['HARBOR', 'Harbor Hotel Group', 'Hotel', '1 Harborside Pl', 'Jersey City', 'NJ', '07311', 'NET30', 25_000, 'Amy', 'B', 0.9, 4, 'monthly',
    { shipTo: 'Harbor Grand, banquet entrance', buyer: 'Nadia Haddad', more: PO }],
  ['SUNSET', 'Sunset Events', 'Event', '77 Ocean Ave', 'Long Branch', 'NJ', '07740', 'NET30', 8_000, 'Takeshi', 'A', 0.5, 2, 'late', { more: { taxBps: 700 } }],
  ['CORNER', 'Corner Blooms', 'Florist', '301 Court St', 'Brooklyn', 'NY', '11231', 'NET30', 3_000, 'Marisol', 'A', 0.6, 1, 'prompt'],
  ['HUDSON', 'Hudson Valley Florist', 'Florist', '56 Main St', 'Beacon', 'NY', '12508', 'NET15', 4_000, 'Jorge', 'A', 0.5, 1, 'prompt'],
  ['LILAC', 'Lilac & Thyme', 'Florist', '9 Elm St', 'Stamford', 'CT', '06902', 'NET15', 4_000, 'Jorge', 'A', 0.5, 1, 'prompt'],
  ['ROSARIO', 'Flores Rosario', 'Florist', '3720 Broadway', 'New York', 'NY', '10032', 'NET7', 2_000, 'Marisol', 'A', 0.7, 1, 'same-day', { more: ES }],
  ['STMARKS', "St. Mark's Flower Shop", 'Florist', '24 St Marks Pl', 'New York', 'NY', '10003', 'COD', 0, 'Jorge', 'A', 0.7, 1, 'same-day'],
  ['QUEENSW', 'Queens Wholesale Flowers', 'Wholesaler', '48-20 Van Dam St', 'Long Island City', 'NY', '11101', 'NET15', 30_000, 'Amy', 'C', 1, 6, 'prompt'],
  ['BODEGA', 'Bodega Flores del Valle', 'Florist', '1185 Fulton St', 'Brooklyn', 'NY', '11216', 'COD', 0, 'Marisol', 'A', 0.6, 1, 'same-day', { more: ES }],
  ['MANHAT', 'Manhattan Stem Co.', 'Florist', '150 W 28th St', 'New York', 'NY', '10001', 'NET30', 12_000, 'Takeshi', 'B', 0.9, 2, 'prompt'],
  ['TRIBECA', 'Tribeca Floral Design', 'Designer', '66 Franklin St', 'New York', 'NY', '10013', 'NET30', 10_000, 'Takeshi', 'A', 0.7, 1, 'prompt', { buyer: 'Søren Lund' }],
  ['GREENPT', 'Greenpoint Botanicals', 'Florist', '120 Franklin St', 'Brooklyn', 'NY', '11222', 'NET15', 3_000, 'Jorge', 'A', 0.5, 1, 'prompt'],
  ['ASTORIA', 'Astoria Garden Center', 'Garden center', '31-08 Steinway St', 'Astoria', 'NY', '11103', 'NET30', 7_500, 'Takeshi', 'B', 0.5, 2, 'late'],
  ['FERNWOOD', 'Fernwood & Daughters', 'Florist', '14 Mill Rd', 'Princeton', 'NJ', '08540', 'NET15', 4_500, 'Jorge', 'A', 0.4, 1, 'prompt'],
  ['MAGNOLIA', 'Magnolia Lane Florist', 'Florist', '233 King St', 'Charleston', 'SC', '29401', 'NET30', 5_000, 'Amy', 'A', 0.4, 1, 'prompt'],
  ['CAPECOD', 'Cape Cod Petals', 'Florist', '8 Commercial St', 'Provincetown', 'MA', '02657', 'PREPAY', 0, 'Jorge', 'A', 0.3, 1, 'prepay'],
  ['BOSTONP', 'Boston Petal Exchange', 'Wholesaler', '540 Albany St', 'Boston', 'MA', '02118', 'NET15', 25_000, 'Amy', 'C', 0.8, 6, 'prompt'],
  ['LIBERTY', 'Liberty Supermarkets', 'Grocer', '2000 Market St', 'Philadelphia', 'PA', '19103', 'NET30', 40_000, 'Amy', 'C', 0.8, 12, 'monthly', { shipTo: 'Liberty DC, King of Prussia', more: PO }],
  ['PHILLYFL', 'Philly Flower Cart', 'Florist', '1136 Arch St', 'Philadelphia', 'PA', '19107', 'COD', 0, 'Jorge', 'A', 0.5, 1, 'same-day'],
  ['MAINLINE', 'Main Line Events', 'Event', '15 Lancaster Ave', 'Wayne', 'PA', '19087', 'NET30', 12_000, 'Marisol', 'B', 0.4, 2, 'late', { more: PO }],
  ['IVY', 'Ivy Hall Weddings', 'Event', '72 College Rd', 'New Haven', 'CT', '06511', 'NET30', 6_000, 'Marisol', 'A', 0.3, 2, 'stopped',
    { more: { creditHold: true, notes: 'On hold since the summer: talk to Daniel before promising anything.' } }],
  ['ORCHIDRM', 'The Orchid Room', 'Restaurant', '9 E 52nd St', 'New York', 'NY', '10022', 'NET15', 3_500, 'Takeshi', 'A', 0.5, 1, 'prompt'],
  ['DELACRUZ', 'De la Cruz Eventos', 'Event', '2401 SW 8th St', 'Miami', 'FL', '33135', 'NET30', 8_000, 'Marisol', 'B', 0.4, 2, 'late', { more: ES }],
  ['MIRASOL', 'Mirasol Diseño Floral', 'Designer', '700 Calle Loíza', 'San Juan', 'PR', '00911', 'PREPAY', 0, 'Marisol', 'A', 0.3, 1, 'prepay', { more: ES }],
  ['NGUYEN', 'Nguyễn Floral Imports', 'Wholesaler', '88 Lispenard St', 'New York', 'NY', '10013', 'NET15', 15_000, 'Takeshi', 'C', 0.7, 3, 'prompt'],
  ['ZOE', "Zoë's Garden", 'Florist', '5 Spring St', 'Newport', 'RI', '02840', 'NET30', 2_500, 'Jorge', 'A', 0.3, 1, 'prompt'],
  ['OBRIEN', "O'Brien & Sons Funeral Flowers", 'Funeral', '640 Dorchester Ave', 'Boston', 'MA', '02127', 'NET30', 9_000, 'Jorge', 'A', 0.7, 1, 'monthly'],
  ['KOWALSKI', 'Kowalski Kwiaty', 'Florist', '910 Manhattan Ave', 'Brooklyn', 'NY', '11222', 'NET7', 2_000, 'Takeshi', 'A', 0.5, 1, 'prompt'],
  ['LEFLEUR', 'Le Fleuriste Élysée', 'Florist', '1007 Madison Ave', 'New York', 'NY', '10075', 'NET30', 10_000, 'Takeshi', 'A', 0.6, 1, 'prompt', { buyer: 'Margaux Lefèvre' }],
  ['SANSOM', 'Sansom Street Blooms', 'Florist', '1721 Sansom St', 'Philadelphia', 'PA', '19103', 'NET15', 3_000, 'Jorge', 'A', 0.4, 1, 'late'],
  ['CHELSEA', 'Chelsea Market Flowers', 'Florist', '75 9th Ave', 'New York', 'NY', '10011', 'NET7', 6_000, 'Marisol', 'A', 0.8, 1, 'prompt'],
  ['BERGEN', 'Bergen Bouquets', 'Florist', '118 Main St', 'Hackensack', 'NJ', '07601', 'NET15', 3_000, 'Jorge', 'A', 0.4, 1, 'prompt'],
  ['JERSEYFR', 'Jersey Fresh Florals', 'Grocer', '400 Terminal Ave', 'Clark', 'NJ', '07066', 'NET30', 18_000, 'Amy', 'B', 0.6, 3, 'monthly'],
  ['LONGIS', 'Long Island Floral Supply', 'Wholesaler', '65 Schmitt Blvd', 'Farmingdale', 'NY', '11735', 'NET30', 35_000, 'Amy', 'C', 0.9, 6, 'prompt'],
  ['MONTAUK', 'Montauk Meadow', 'Florist', '12 The Plaza', 'Montauk', 'NY', '11954', 'NET30', 2_000, 'Takeshi', 'A', 0.25, 1, 'stopped', { more: { creditHold: true } }],
  ['WESTCH', 'Westchester Event Rentals', 'Event', '3 Westchester Plz', 'Elmsford', 'NY', '10523', 'NET30', 9_000, 'Marisol', 'B', 0.4, 2, 'monthly'],
  ['SEASIDE', 'Seaside Resort & Spa', 'Hotel', '100 Boardwalk', 'Atlantic City', 'NJ', '08401', 'NET30', 20_000, 'Amy', 'B', 0.6, 3, 'in-parts', { buyer: 'Tomás Iglesias', more: PO }],
  ['GRACE', 'Grace Chapel Flowers', 'Church', '802 Broadway', 'New York', 'NY', '10003', 'NET30', 1_500, 'Jorge', 'A', 0.3, 1, 'prompt', { more: { paymentLinksEnabled: false } }],
  ['UNIFLOR', 'Uniflor University Gifts', 'Retail', '2960 Broadway', 'New York', 'NY', '10027', 'NET30', 4_000, 'Takeshi', 'A', 0.3, 1, 'monthly'],
  ['HANA', '花 Hana Flower House', 'Designer', '32 Mott St', 'New York', 'NY', '10013', 'NET7', 3_000, 'Takeshi', 'A', 0.4, 1, 'prompt'],
  ['JASMINE', 'Jasmine Florist ياسمين', 'Florist', '7104 5th Ave', 'Brooklyn', 'NY', '11209', 'NET15', 3_000, 'Takeshi', 'A', 0.4, 1, 'prompt'],
  ['BLACKTHN', 'Blackthorn Studio', 'Designer', '25 Jay St', 'Brooklyn', 'NY', '11201', 'NET30', null, 'Marisol', 'A', 0.5, 1, 'late'],
  ['MERCADO', 'Mercado de Flores Quisqueya', 'Florist', '562 W 181st St', 'New York', 'NY', '10033', 'COD', 0, 'Marisol', 'A', 0.6, 1, 'same-day', { more: ES }],
  ['PRIMROSE', 'Primrose Path', 'Florist', '17 Bridge St', 'Lambertville', 'NJ', '08530', 'NET30', 2_500, 'Jorge', 'A', 0.3, 1, 'stopped'],
  ['DAHLIA', 'Dahlia Days', 'Florist', '48 River Rd', 'Nyack', 'NY', '10960', 'COD', 0, 'Jorge', 'A', 0, 1, 'same-day', { more: { active: false, notes: 'Closed for good.' } }],
]

/** The customers of the demo company. */
export const DEMO_CUSTOMERS: readonly DemoCustomer[] = TABLE.map(
  ([code, name, kind, street, city, region, postalCode, termsCode, limit, salesperson, ...rest]) => {
    const [priceLevel, perWeek, size, habit, extra] = rest
    const place = { code, name, kind, street, city, region, postalCode }
    return { ...place, termsCode, limit, salesperson, priceLevel, perWeek, size, habit, ...extra }
  },
)
