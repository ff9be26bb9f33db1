import type { ProductRow } from '../../shared/domain/product/product-row.ts'

type Packing = Pick<ProductRow, 'soldBy' | 'unitType' | 'boxType' | 'bunchesPerBox' | 'stemsPerBunch'>

/** Varieties that are grown, graded and packed alike. */
interface Family extends Packing {
  category: string
  /** First letters of the codes. */
  prefix: string
  /** Description and color; `#` is where the grade goes. */
  varieties: [description: string, color: string][]
  /** Grade and A price per stem, bunch or piece. */
  grades: [grade: string, price: number][]
}

const stems = (boxType: string, bunchesPerBox: number, stemsPerBunch: number): Packing => ({
  soldBy: 'box',
  unitType: 'stem',
  boxType,
  bunchesPerBox,
  stemsPerBunch,
})
const bunches = (boxType: string, bunchesPerBox: number, stemsPerBunch: number): Packing => ({
  ...stems(boxType, bunchesPerBox, stemsPerBunch),
  unitType: 'bunch',
})
const unit = (unitType: 'stem' | 'bunch', stemsPerBunch: number): Packing => ({
  soldBy: 'unit',
  unitType,
  boxType: '',
  bunchesPerBox: 0,
  stemsPerBunch,
})
const PIECE: Packing = {
  soldBy: 'hard-good',
  unitType: 'stem',
  boxType: '',
  bunchesPerBox: 0,
  stemsPerBunch: 0,
}

// biome-ignore format: a table is read by its columns
const FAMILIES: Family[] = [
  { category: 'Roses', prefix: 'RO', ...stems('HB', 12, 25),
    grades: [['50cm', 0.3225], ['60cm', 0.38], ['70cm', 0.4475]],
    varieties: [['Rose Freedom Red #', 'Red'], ['Rose White Playa Blanca #', 'White'], ['Rose White Mondial #', 'White'], ['Rose Explorer Red #', 'Red'],
      ['Rose Pink Mondial #', 'Pink'], ['Rose Hot Pink Gotcha #', 'Hot pink'], ['Rose Lavender Deep Purple #', 'Lavender'], ['Rose Peach Shimmer #', 'Peach'],
      ['Rose Yellow Brighton #', 'Yellow'], ['Rose Orange Crush #', 'Orange'], ['Rose Cream Vendela #', 'Cream'], ['Rose Bicolor High & Magic #', 'Bicolor'],
      ['Rose Quicksand #', 'Nude'], ['Rose Blush Sweet Akito #', 'Blush']] },
  { category: 'Garden roses', prefix: 'GR', ...stems('QB', 6, 12),
    grades: [['50cm', 1.6525]],
    varieties: [['Garden Rose White Ohara #', 'White'], ['Garden Rose Pink Ohara #', 'Pink'], ['Garden Rose Juliet Peach #', 'Peach'], ['Garden Rose Patience Cream #', 'Cream'],
      ['Garden Rose Keira Blush #', 'Blush'], ['Garden Rose Darcey Red #', 'Red']] },
  { category: 'Spray roses', prefix: 'SR', ...stems('QB', 10, 10),
    grades: [['50cm', 0.3475], ['60cm', 0.39]],
    varieties: [['Rose Spray White Snowflake #', 'White'], ['Rose Spray Pink Majolika #', 'Pink'], ['Rose Spray Red Mikado #', 'Red'], ['Rose Spray Cream Ivory #', 'Cream'],
      ['Rose Spray Orange Babe #', 'Orange']] },
  { category: 'Carnations', prefix: 'CA', ...stems('QB', 20, 20),
    grades: [['Fancy', 0.1825], ['Select', 0.2125]],
    varieties: [['Carnation Moon Blue #', 'Lavender'], ['Carnation White Moonlight #', 'White'], ['Carnation Red Nobbio #', 'Red'], ['Carnation Pink Doncel #', 'Pink'],
      ['Carnation Peach Lizzy #', 'Peach'], ['Carnation Green Prado #', 'Green'], ['Carnation Antigua Antique #', 'Antique']] },
  { category: 'Mini carnations', prefix: 'MC', ...bunches('QB', 30, 10),
    grades: [['Select', 2.15]],
    varieties: [['Mini Carnation White #', 'White'], ['Mini Carnation Red #', 'Red'], ['Mini Carnation Hot Pink #', 'Hot pink'], ['Mini Carnation Burgundy #', 'Burgundy']] },
  { category: 'Hydrangea', prefix: 'HY', ...bunches('QB', 10, 4),
    grades: [['Select', 4.75], ['Premium', 6.1]],
    varieties: [['Hydrangea # White', 'White'], ['Hydrangea # Blue', 'Blue'], ['Hydrangea # Shocking Blue', 'Blue'], ['Hydrangea # Mini Green', 'Green'], ['Hydrangea # Antique', 'Antique']] },
  { category: 'Chrysanthemums', prefix: 'CH', ...bunches('QB', 16, 10),
    grades: [['CDN', 3.25]],
    varieties: [['Pompon Daisy White Atlantis #', 'White'], ['Pompon Button Green Kermit #', 'Green'], ['Pompon Cushion Lavender #', 'Lavender'], ['Pompon Daisy Yellow Viking #', 'Yellow'],
      ['Disbud Football White #', 'White'], ['Disbud Spider Green Anastasia #', 'Green'], ['Disbud Cremon Yellow #', 'Yellow']] },
  { category: 'Alstroemeria', prefix: 'AL', ...bunches('QB', 20, 10),
    grades: [['Select', 2.95], ['Fancy', 2.45]],
    varieties: [['Alstroemeria White Whistler #', 'White'], ['Alstroemeria Pink Bourgogne #', 'Pink'], ['Alstroemeria Purple Shakira #', 'Purple'], ['Alstroemeria Yellow Senna #', 'Yellow']] },
  { category: 'Gerbera', prefix: 'GE', ...stems('HB', 20, 10),
    grades: [['Standard', 0.4625]],
    varieties: [['Gerbera White Dark Center #', 'White'], ['Gerbera Hot Pink #', 'Hot pink'], ['Gerbera Orange Mystique #', 'Orange'], ['Gerbera Red #', 'Red']] },
  { category: 'Lilies', prefix: 'LI', ...stems('FB', 18, 10),
    grades: [['3-5', 0.8975]],
    varieties: [['Lily Oriental White Siberia #', 'White'], ['Lily Oriental Pink Stargazer #', 'Pink'], ['Lily Asiatic Yellow #', 'Yellow'], ['Lily LA Hybrid Orange #', 'Orange']] },
  { category: 'Tulips', prefix: 'TU', ...bunches('HB', 40, 10),
    grades: [['40cm', 3.85]],
    varieties: [['Tulip White Royal Virgin #', 'White'], ['Tulip Purple Negrita #', 'Purple'], ['Tulip Red Strong Love #', 'Red'], ['Tulip Double Peach Foxtrot #', 'Peach'], ['Tulip Parrot Super #', 'Green']] },
  { category: 'Seasonal', prefix: 'SE', ...stems('EB', 10, 5),
    grades: [['Premium', 2.4825]],
    varieties: [['Peony Coral Charm #', 'Coral'], ['Peony Sarah Bernhardt Pink #', 'Pink'], ['Ranunculus Cloony White #', 'White'], ['Anemone Panda White #', 'White'], ['Dahlia Café au Lait #', 'Blush'],
      ['Sweet Pea Lavender #', 'Lavender'], ['Protea King Pink #', 'Pink'], ['Calla Mini Schwarzwalder #', 'Black']] },
  { category: 'Tropicals', prefix: 'TR', ...stems('EB', 6, 5),
    grades: [['Select', 1.9375]],
    varieties: [['Anthurium Red Tropical #', 'Red'], ['Bird of Paradise #', 'Orange'], ['Ginger Red #', 'Red'], ['Orchid Dendrobium Purple #', 'Purple'], ['Orchid Cymbidium Green #', 'Green'], ['Heliconia Hanging #', 'Red']] },
  { category: 'Fillers', prefix: 'FI', ...bunches('QB', 14, 25),
    grades: [['350g', 5.2]],
    varieties: [["Gypsophila Xlence Baby's Breath #", 'White'], ["Gypsophila Million Stars Baby's Breath #", 'White'], ['Limonium Misty Blue #', 'Blue'], ['Statice Purple #', 'Purple'], ['Statice White #', 'White'],
      ['Solidago Golden Glory #', 'Yellow'], ['Hypericum Coffee Berry #', 'Red'], ['Hypericum Green Berry #', 'Green'], ['Wax Flower Pink #', 'Pink'], ['Aster Monte Cassino White #', 'White'], ['Delphinium Blue Volkerfrieden #', 'Blue'],
      ['Snapdragon White Potomac #', 'White'], ['Stock Lavender #', 'Lavender'], ['Lisianthus White Mariachi #', 'White'], ['Lisianthus Purple Mariachi #', 'Purple'], ['Sunflower Sunrich Gold #', 'Yellow']] },
  { category: 'Greens', prefix: 'GN', ...unit('bunch', 10),
    grades: [['bunch', 6.2]],
    varieties: [['Eucalyptus Silver Dollar #', 'Green'], ['Eucalyptus Seeded #', 'Green'], ['Eucalyptus Baby Blue #', 'Green'], ['Eucalyptus Parvifolia #', 'Green'], ['Ruscus Israeli #', 'Green'], ['Ruscus Italian #', 'Green'],
      ['Leatherleaf Fern #', 'Green'], ['Salal Tips #', 'Green'], ['Pittosporum Variegated #', 'Variegated'], ['Olive Branch #', 'Green'], ['Dusty Miller #', 'Silver'], ['Bear Grass #', 'Green'], ['Plumosus #', 'Green']] },
  { category: 'Leaves', prefix: 'LV', ...unit('stem', 5),
    grades: [['Large', 0.8125]],
    varieties: [['Monstera Leaf #', 'Green'], ['Aspidistra Leaf #', 'Green'], ['Ti Leaf Red #', 'Red'], ['Palm Fan Dried #', 'Natural']] },
  { category: 'Hard goods', prefix: 'HG', ...PIECE,
    grades: [['', 4.5]],
    varieties: [['Vase Cylinder Clear 8in', 'Clear'], ['Vase Bud Clear 6in', 'Clear'], ['Vase Compote White 5in', 'White'], ['Floral Foam Brick Case of 48', 'Green'], ['Ribbon Satin Ivory 50yd', 'Ivory'], ['Ribbon Velvet Burgundy 25yd', 'Burgundy'],
      ['Sleeve Clear Printed Pack of 100', 'Clear'], ['Flower Food Sachets Box of 500', ''], ['Card Fork Clear Pack of 100', 'Clear'], ['Floral Wire 20 Gauge', 'Green'], ['Stem Wrap Tape Green Dozen', 'Green'], ['Pruner Bypass Steel', ''],
      ['Kraft Paper Roll 24in', 'Natural'], ['Corsage Pins Box of 144', 'Pearl'], ['Bucket Display Black 13in', 'Black'], ['Candle Pillar White 3x6', 'White']] },
]

const HARD_GOOD_PRICES = [
  4.5, 1.85, 6.75, 38.5, 9.25, 14.8, 12.95, 42, 5.4, 7.15, 18.6, 24.95, 16.5, 8.2, 6.35, 3.95,
]

// Varieties of one family cost differently; stems are priced in quarter cents, bunches in five cents.
const MARKUPS = [1, 1.105, 1.185, 1.05]
const STEP = { stem: 25, bunch: 500 }

/** The products of the demo company, without their ids. Prices B and C are 5 and 10 percent below A. */
export const DEMO_PRODUCTS: readonly Omit<ProductRow, 'id'>[] = FAMILIES.flatMap(productsOf)

function productsOf(family: Family): Omit<ProductRow, 'id'>[] {
  const { category, prefix, varieties, grades, soldBy, unitType, boxType, bunchesPerBox, stemsPerBunch } =
    family
  return varieties.flatMap(([description, color], variety) =>
    grades.map(([grade, listed]) => {
      const priceAE4 =
        soldBy === 'hard-good'
          ? Math.round(HARD_GOOD_PRICES[variety]! * 10_000)
          : Math.round((listed * MARKUPS[variety % MARKUPS.length]! * 10_000) / STEP[unitType]) *
            STEP[unitType]
      return {
        code: `${prefix}${String(variety + 1).padStart(2, '0')}${grades.length > 1 ? short(grade) : ''}`,
        description: description.replace('#', grade),
        category,
        color,
        grade,
        soldBy,
        unitType,
        boxType,
        bunchesPerBox,
        stemsPerBunch,
        priceAE4,
        priceBE4: Math.round(priceAE4 * 0.95),
        priceCE4: Math.round(priceAE4 * 0.9),
        costE4: Math.round(priceAE4 * 0.62),
        taxClass: soldBy === 'hard-good' ? 'standard' : 'exempt',
        active: !description.startsWith('Heliconia'),
      }
    }),
  )
}

function short(grade: string): string {
  return grade.replace('cm', '').slice(0, 3).toUpperCase()
}
