// The icons that a habit may have, by the names they are kept under.
import BookOpen from "@lucide/svelte/icons/book-open";
import CigaretteOff from "@lucide/svelte/icons/cigarette-off";
import Coffee from "@lucide/svelte/icons/coffee";
import CookingPot from "@lucide/svelte/icons/cooking-pot";
import Dumbbell from "@lucide/svelte/icons/dumbbell";
import FileText from "@lucide/svelte/icons/file-text";
import Footprints from "@lucide/svelte/icons/footprints";
import Fuel from "@lucide/svelte/icons/fuel";
import GlassWater from "@lucide/svelte/icons/glass-water";
import GraduationCap from "@lucide/svelte/icons/graduation-cap";
import HandCoins from "@lucide/svelte/icons/hand-coins";
import Languages from "@lucide/svelte/icons/languages";
import Moon from "@lucide/svelte/icons/moon";
import Music from "@lucide/svelte/icons/music";
import PiggyBank from "@lucide/svelte/icons/piggy-bank";
import Repeat from "@lucide/svelte/icons/repeat";
import Sparkles from "@lucide/svelte/icons/sparkles";
import Sprout from "@lucide/svelte/icons/sprout";
import Utensils from "@lucide/svelte/icons/utensils";
import Wallet from "@lucide/svelte/icons/wallet";

export const ICONS: Record<string, typeof Repeat> = {
  repeat: Repeat,
  "book-open": BookOpen,
  "cigarette-off": CigaretteOff,
  coffee: Coffee,
  "cooking-pot": CookingPot,
  dumbbell: Dumbbell,
  "file-text": FileText,
  footprints: Footprints,
  fuel: Fuel,
  "glass-water": GlassWater,
  "graduation-cap": GraduationCap,
  "hand-coins": HandCoins,
  languages: Languages,
  moon: Moon,
  music: Music,
  "piggy-bank": PiggyBank,
  sparkles: Sparkles,
  sprout: Sprout,
  utensils: Utensils,
  wallet: Wallet,
};

export const iconOf = (name: string): typeof Repeat => ICONS[name] ?? Repeat;

/** Colours that stand out on both grounds, as charts have them. */
export const COLOURS = ["#1f6f5c", "#332288", "#0b7285", "#117733", "#8a5a00", "#cc6677", "#882255", "#aa4499", "#5b6470"] as const;
