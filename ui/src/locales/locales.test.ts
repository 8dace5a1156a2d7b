// Every key in every language, with the same arguments; every key a screen names exists.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FluentBundle, FluentResource } from "@fluent/bundle";
import { describe, expect, it } from "vitest";

const here = import.meta.dirname;
const source = (language: string) => readFileSync(join(here, `${language}.ftl`), "utf8");
const entries = (language: string) => {
  const found = new Map<string, string[]>();
  for (const entry of source(language).split(/^(?=[a-z])/m)) {
    const key = /^([a-z][\w-]*) =/.exec(entry)?.[1];
    if (key) found.set(key, [...new Set(entry.match(/\$\w+/g) ?? [])].sort());
  }
  return found;
};
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.(svelte|ts)$/.test(name) && !name.includes(".test.") ? [path] : [];
  });

describe.each(["de", "es"])("%s", (language) => {
  it("has every key with the same arguments", () => {
    expect(Object.fromEntries(entries(language))).toEqual(Object.fromEntries(entries("en")));
  });
});

it.each(["en", "de", "es"])("%s is well formed", (language) => {
  expect(new FluentBundle(language).addResource(new FluentResource(source(language)))).toEqual([]);
});

it("holds every key the screens name", () => {
  const keys = entries("en");
  const named = files(join(here, "..")).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/\bt\(\s*"([\w-]+)"/g)].map((match) => match[1] ?? ""),
  );
  expect([...new Set(named)].filter((key) => !keys.has(key))).toEqual([]);
});
