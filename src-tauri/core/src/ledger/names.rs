//! Categories as a tree, and payees: add, rename, move, merge, archive; what it does said before.
use super::ops::named;
use super::*;
use crate::db::Id;
use crate::{Error, Result, Tx};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListCategories {
    pub include_archived: bool,
}

pub async fn list_categories(tx: &mut Tx, input: ListCategories) -> Result<Vec<CategoryCount>> {
    let categories: Vec<Category> = sql::all(tx).await?;
    let counts: HashMap<Id, i64> = sql::category_counts(tx).await?.into_iter().collect();
    let paths = paths(&categories);
    let shown = categories.into_iter().filter(|c| input.include_archived || !c.archived);
    let mut list: Vec<CategoryCount> = shown
        .map(|category| CategoryCount {
            path: paths.get(&category.id).cloned().unwrap_or_default(),
            transactions: counts.get(&category.id).copied().unwrap_or(0),
            category,
        })
        .collect();
    list.sort_by_key(|c| c.path.to_lowercase());
    Ok(list)
}

/// Every category, archived ones too, uncounted.
pub async fn categories(tx: &mut Tx) -> Result<Vec<Category>> {
    sql::all(tx).await
}

/// `Living: Rent` for every category.
fn paths(categories: &[Category]) -> HashMap<Id, String> {
    let by_id: HashMap<Id, &Category> = categories.iter().map(|c| (c.id, c)).collect();
    let path = |category: &Category| {
        let mut names = vec![category.name.as_str()];
        let mut parent = category.parent_id.and_then(|id| by_id.get(&id));
        // A tree is never deeper than it has nodes; a damaged one must not hang us.
        while let (Some(node), true) = (parent, names.len() <= categories.len()) {
            names.insert(0, &node.name);
            parent = node.parent_id.and_then(|id| by_id.get(&id));
        }
        names.join(": ")
    };
    categories.iter().map(|c| (c.id, path(c))).collect()
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddCategory {
    pub name: String,
    #[serde(default)]
    pub parent_id: Option<Id>,
    /// It holds transfers between own accounts.
    #[serde(default)]
    pub transfer: bool,
}

pub async fn add_category(tx: &mut Tx, input: AddCategory) -> Result<Category> {
    if let Some(parent) = input.parent_id {
        known::<Category>(tx, "parent_id", parent).await?;
    }
    let name = named("name", &input.name)?;
    unused_name(tx, &name, input.parent_id, None).await?;
    let AddCategory { parent_id, transfer, .. } = input;
    let id = tx.new_id();
    let category = Category { id, parent_id, name, archived: false, transfer, version: 1 };
    tx.insert(&category).await?;
    tx.label(format!("added the category {}", category.name)).await?;
    Ok(category)
}

async fn unused_name(
    tx: &mut Tx,
    name: &str,
    parent_id: Option<Id>,
    but: Option<Id>,
) -> Result<()> {
    let all: Vec<Category> = sql::all(tx).await?;
    let same = |c: &&Category| {
        c.parent_id == parent_id
            && Some(c.id) != but
            && c.name.to_lowercase() == name.to_lowercase()
    };
    match all.iter().find(same) {
        Some(other) => {
            let message = format!("there is already a category {} in this place", other.name);
            Err(Error::invalid("name", message))
        }
        None => Ok(()),
    }
}

/// The category with this path of names, made where it is missing.
pub async fn category_by_path(tx: &mut Tx, path: &[&str]) -> Result<Id> {
    let mut all: Vec<Category> = sql::all(tx).await?;
    let mut parent_id = None;
    for name in path {
        let lower = name.to_lowercase();
        let found = all.iter().find(|c| c.parent_id == parent_id && c.name.to_lowercase() == lower);
        parent_id = Some(match found {
            Some(category) => category.id,
            None => {
                let new = AddCategory { name: (*name).into(), parent_id, transfer: false };
                let new = add_category(tx, new).await?;
                all.push(new.clone());
                new.id
            }
        });
    }
    parent_id.ok_or_else(|| Error::invalid("category", "a category needs a name"))
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameCategory {
    pub id: Id,
    pub version: i64,
    pub name: String,
}

pub async fn rename_category(tx: &mut Tx, input: RenameCategory) -> Result<Category> {
    let mut category: Category = tx.get(input.id).await?;
    let old = std::mem::replace(&mut category.name, named("name", &input.name)?);
    unused_name(tx, &category.name.clone(), category.parent_id, Some(category.id)).await?;
    tx.update(&mut category, input.version).await?;
    tx.label(format!("renamed the category {old} to {}", category.name)).await?;
    Ok(category)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveCategory {
    pub id: Id,
    pub version: i64,
    /// Null moves it to the top.
    #[serde(default)]
    pub parent_id: Option<Id>,
}

pub async fn move_category(tx: &mut Tx, input: MoveCategory) -> Result<Category> {
    let mut category: Category = tx.get(input.id).await?;
    let all: Vec<Category> = sql::all(tx).await?;
    if let Some(parent) = input.parent_id {
        known::<Category>(tx, "parent_id", parent).await?;
        if inside(&all, input.id).contains(&parent) {
            let message = "a category cannot move into itself or into something inside it";
            return Err(Error::invalid("parent_id", message));
        }
    }
    unused_name(tx, &category.name, input.parent_id, Some(category.id)).await?;
    category.parent_id = input.parent_id;
    tx.update(&mut category, input.version).await?;
    tx.label(format!("moved the category {}", category.name)).await?;
    Ok(category)
}

/// A category and everything inside it.
fn inside(all: &[Category], id: Id) -> Vec<Id> {
    let mut found = vec![id];
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        let children = all.iter().filter(|c| c.parent_id == Some(parent)).map(|c| c.id);
        let new: Vec<Id> = children.filter(|id| !found.contains(id)).collect();
        found.extend(new);
        at += 1;
    }
    found
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeCategory {
    pub id: Id,
    pub version: i64,
    pub into_id: Id,
}

pub async fn merge_category(tx: &mut Tx, input: MergeCategory) -> Result<Category> {
    let into: Category = known(tx, "into_id", input.into_id).await?;
    let all: Vec<Category> = sql::all(tx).await?;
    if inside(&all, input.id).contains(&input.into_id) {
        let message = "a category cannot be merged into itself or into something inside it";
        return Err(Error::invalid("into_id", message));
    }
    let txns = sql::txns_of(tx, "category_id", input.id).await?;
    let count = retarget(tx, txns, |txn| txn.category_id = Some(input.into_id)).await?;
    for mut child in all.into_iter().filter(|c| c.parent_id == Some(input.id)) {
        child.parent_id = Some(input.into_id);
        let version = child.version;
        tx.update(&mut child, version).await?;
    }
    let gone: Category = tx.remove(input.id, input.version).await?;
    let count = counted(count, "transaction", "transactions");
    tx.label(format!("merged {} into {} ({count})", gone.name, into.name)).await?;
    Ok(into)
}

async fn retarget(tx: &mut Tx, txns: Vec<Txn>, change: impl Fn(&mut Txn)) -> Result<i64> {
    let count = txns.len();
    for (done, mut txn) in txns.into_iter().enumerate() {
        tx.progress.report(done as u64, count as u64)?;
        change(&mut txn);
        let version = txn.version;
        tx.update(&mut txn, version).await?;
    }
    Ok(count as i64)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchiveCategory {
    pub id: Id,
    pub version: i64,
    pub archived: bool,
}

pub async fn archive_category(tx: &mut Tx, input: ArchiveCategory) -> Result<Category> {
    let mut category: Category = tx.get(input.id).await?;
    category.archived = input.archived;
    tx.update(&mut category, input.version).await?;
    let done = if input.archived { "archived" } else { "brought back" };
    tx.label(format!("{done} the category {}", category.name)).await?;
    Ok(category)
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkCategory {
    pub id: Id,
    pub version: i64,
    /// True: neither income nor spending; false: counted as either again.
    pub transfer: bool,
}

pub async fn mark_category(tx: &mut Tx, input: MarkCategory) -> Result<Category> {
    let mut category: Category = tx.get(input.id).await?;
    category.transfer = input.transfer;
    tx.update(&mut category, input.version).await?;
    let now = if input.transfer { "as transfers" } else { "as income and spending" };
    tx.label(format!("counted the category {} {now}", category.name)).await?;
    Ok(category)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CategoryAction {
    Rename,
    Move,
    Merge,
    Archive,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewCategory {
    pub id: Id,
    pub action: CategoryAction,
    /// The other category of a move or merge.
    #[serde(default)]
    pub into_id: Option<Id>,
}

pub async fn preview_category(tx: &mut Tx, input: PreviewCategory) -> Result<CategoryEffect> {
    let category: Category = tx.get(input.id).await?;
    let all: Vec<Category> = sql::all(tx).await?;
    let within = inside(&all, input.id);
    let counts = sql::category_counts(tx).await?;
    let count = |ids: &[Id]| counts.iter().filter(|c| ids.contains(&c.0)).map(|c| c.1).sum();
    let (own, with_inside): (i64, i64) = (count(&[input.id]), count(&within));
    let subcategories = within.len() as i64 - 1;
    let other = input.into_id.and_then(|id| all.iter().find(|c| c.id == id));
    let other = other.map_or("the top", |c| c.name.as_str());
    let message = said(input.action, &category.name, other, subcategories, own, with_inside);
    let transactions = if input.action == CategoryAction::Move { with_inside } else { own };
    Ok(CategoryEffect { transactions, subcategories, message })
}

/// The effect in words; what there is none of is not counted.
fn said(
    action: CategoryAction,
    name: &str,
    other: &str,
    inside: i64,
    own: i64,
    with_inside: i64,
) -> String {
    let stay = |count: i64, none: &str| match count {
        0 => none.to_owned(),
        1 => "its 1 transaction stays in it".into(),
        _ => format!("its {count} transactions stay in it"),
    };
    match action {
        CategoryAction::Rename => stay(own, "only its name changes"),
        CategoryAction::Move => {
            let with = if inside == 0 { "" } else { " with what is inside it" };
            let stay = stay(with_inside, "it holds no transactions");
            format!("{name} moves to {other}{with}; {stay}")
        }
        CategoryAction::Merge => {
            let held: Vec<String> = [
                (own > 0).then(|| counted(own, "transaction", "transactions")),
                (inside > 0).then(|| counted(inside, "category inside it", "categories inside it")),
            ]
            .into_iter()
            .flatten()
            .collect();
            match held.join(" and ") {
                held if held.is_empty() => format!("{name} is empty; it is removed"),
                held => format!("{name} is removed; {other} takes its {held}"),
            }
        }
        CategoryAction::Archive => {
            format!("{name} is no longer offered; {}", stay(own, "it holds no transactions"))
        }
    }
}

/// `1 transaction`, `2 transactions`.
pub fn counted(count: i64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListPayees {
    /// Only names that contain this.
    pub text: Option<String>,
    /// At most this many; 100 unless told, 1000 at most.
    pub limit: Option<u32>,
}

pub async fn list_payees(tx: &mut Tx, input: ListPayees) -> Result<Vec<Payee>> {
    let limit = input.limit.unwrap_or(100).min(1000);
    sql::payees(tx, input.text.as_deref().unwrap_or("").trim(), limit).await
}

/// The payee of this name, whatever its capitals; made when it is new.
pub async fn payee_named(tx: &mut Tx, name: &str) -> Result<PayeeName> {
    if let Some(payee) = sql::payee_by_name(tx, name).await? {
        return Ok(payee);
    }
    new_payee(tx, name).await
}

async fn new_payee(tx: &mut Tx, name: &str) -> Result<PayeeName> {
    let (id, name) = (tx.new_id(), named("payee", name)?);
    let payee = PayeeName { id, name, also: "[]".into(), version: 1 };
    tx.insert(&payee).await?;
    Ok(payee)
}

/// Opens a payee that the caller knows to be new.
pub async fn open_payee(tx: &mut Tx, name: &str) -> Result<Id> {
    Ok(new_payee(tx, name).await?.id)
}

/// Every payee's name, and then those that payees had before.
pub async fn payee_names(tx: &mut Tx) -> Result<Vec<(Id, String)>> {
    let all: Vec<PayeeName> = sql::all(tx).await?;
    let before: Vec<_> =
        all.iter().flat_map(|p| also(p).into_iter().map(|name| (p.id, name))).collect();
    Ok(all.into_iter().map(|p| (p.id, p.name)).chain(before).collect())
}

fn also(payee: &PayeeName) -> Vec<String> {
    serde_json::from_str(&payee.also).unwrap_or_default()
}

/// Keeps names that a bank still uses for a payee.
fn known_as(payee: &mut PayeeName, names: Vec<String>) {
    let mut all = also(payee);
    all.extend(names.into_iter().filter(|name| *name != payee.name));
    all.sort();
    all.dedup();
    payee.also = serde_json::json!(all).to_string();
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenamePayee {
    pub id: Id,
    pub version: i64,
    pub name: String,
}

pub async fn rename_payee(tx: &mut Tx, input: RenamePayee) -> Result<Payee> {
    let mut payee: PayeeName = tx.get(input.id).await?;
    let old = std::mem::replace(&mut payee.name, named("name", &input.name)?);
    known_as(&mut payee, vec![old.clone()]);
    tx.update(&mut payee, input.version).await?;
    tx.label(format!("renamed the payee {old} to {}", payee.name)).await?;
    with_count(tx, payee).await
}

async fn with_count(tx: &mut Tx, payee: PayeeName) -> Result<Payee> {
    let transactions = sql::payee_count(tx, payee.id).await?;
    Ok(Payee { id: payee.id, name: payee.name, transactions, version: payee.version })
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MergePayee {
    pub id: Id,
    pub version: i64,
    pub into_id: Id,
}

pub async fn merge_payee(tx: &mut Tx, input: MergePayee) -> Result<Payee> {
    let mut into: PayeeName = known(tx, "into_id", input.into_id).await?;
    if input.id == input.into_id {
        return Err(Error::invalid("into_id", "a payee cannot be merged into itself"));
    }
    let txns = sql::txns_of(tx, "payee_id", input.id).await?;
    let count = retarget(tx, txns, |txn| txn.payee_id = Some(input.into_id)).await?;
    let gone: PayeeName = tx.remove(input.id, input.version).await?;
    known_as(&mut into, also(&gone).into_iter().chain([gone.name.clone()]).collect());
    let version = into.version;
    tx.update(&mut into, version).await?;
    let count = counted(count, "transaction", "transactions");
    tx.label(format!("merged {} into {} ({count})", gone.name, into.name)).await?;
    with_count(tx, into).await
}
