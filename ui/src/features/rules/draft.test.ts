import { expect, it } from "vitest";
import type { Rule } from "../../api/ops.gen";
import { blankAction, blankCondition, currencyOf, doingsBeside, draftOf, keyed, meaning, nameOf, newDraft } from "./draft";
import { pieces, plain } from "./marks";

const RULE: Rule = {
  conditions: [
    { field: "payee", how: "contains", any: ["lidl", "aldi"] },
    { field: "amount", least_minor: 1250, most_minor: null },
    { field: "direction", is: "out" },
    { field: "account", any: ["a"] },
    { field: "month_day", from: 28, to: 3 },
    { field: "weekday", any: [1, 5] },
    { field: "day", from: "2026-01-31", to: null },
    { field: "currency", any: ["EUR"] },
  ],
  actions: [
    { do: "set_payee", name: "Lidl" },
    { do: "set_memo", memo: "" },
    { do: "split", parts: [
      { category_id: "x", share_bp: 3333, amount_minor: null },
      { category_id: "y", share_bp: null, amount_minor: 500 },
      { category_id: "z", share_bp: null, amount_minor: null },
    ] },
  ],
};

it.each(["en", "de", "es"])("a rule comes back from its fields as it was, %s", (locale) => {
  const { rule, faults, trial } = meaning(draftOf("x", RULE, "EUR", locale), "EUR", locale);
  expect(rule).toEqual(RULE);
  expect(faults).toEqual({});
  expect(trial).toEqual(RULE);
});
it("what is being typed counts already, and names the rule", () => {
  const draft = newDraft([], "");
  draft.conditions = [keyed({ field: "text", how: "is", any: ["a"], typed: " b " })];
  const { rule, trial } = meaning(draft, "EUR", "en");
  expect(rule.conditions).toEqual([{ field: "text", how: "is", any: ["a", "b"] }]);
  expect(trial?.actions).toEqual([{ do: "skip" }]);
  expect(nameOf(draft)).toBe("a");
});
it("what says nothing yet is not tried, and what cannot be read is told by its field", () => {
  const draft = newDraft(["Lidl"], "");
  draft.conditions.push(keyed(blankCondition("amount")), keyed({ field: "day", from: "soon", to: "" }));
  draft.actions.push(keyed(blankAction("split")));
  const { faults, trial } = meaning(draft, "EUR", "en");
  expect(Object.keys(faults)).toEqual(["rule.conditions[2].from", "rule.actions[0].category_id", "rule.actions[1].parts"]);
  expect(trial?.conditions).toEqual([{ field: "payee", how: "is", any: ["Lidl"] }]);
  draft.conditions = [];
  expect(meaning(draft, "EUR", "en").trial).toBeNull();
});
it("no two actions contradict each other", () => {
  expect(doingsBeside(["set_category"])).toEqual(["set_payee", "set_memo"]);
  expect(doingsBeside(["skip"])).toEqual([]);
  expect(doingsBeside([])).toContain("skip");
});
it("amounts are in the one currency that the conditions leave", () => {
  const of = (id: string) => (id === "a" ? "CHF" : "JPY");
  expect(currencyOf([{ field: "account", any: ["a"] }], of, "EUR")).toBe("CHF");
  expect(currencyOf([{ field: "account", any: ["a", "b"] }], of, "EUR")).toBe("EUR");
  expect(currencyOf([{ field: "currency", any: ["US"] }], of, "EUR")).toBe("EUR");
});
it("a sentence falls into its words and its values", () => {
  const text = "when \u2068a\u2069 or \u2068b\u2069";
  expect(pieces(text).map(({ text: part, value }) => (value ? `<${part}>` : part))).toEqual(["when ", "<a>", " or ", "<b>"]);
  expect(plain(text)).toBe("when a or b");
});
