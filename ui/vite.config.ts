import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// POCKETSAGE_SERVER: where `pocketsage serve` listens while the pages come from the dev server.
const server = process.env.POCKETSAGE_SERVER ?? "http://127.0.0.1:4180";

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { host: "127.0.0.1", port: 5173, strictPort: true, proxy: { "/api": server } },
  build: { target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 600 },
  assetsInclude: [],
});
