//! The fields of an operation's input, read from its schema: what a face needs to turn text into
//! JSON. References are resolved and "or null" is peeled off, so a field shows its plain type.
use pocketsage_core::{Op, op};
use schemars::SchemaGenerator;
use serde_json::{Map, Value};

/// One field of an input.
#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    /// Its plain schema: no `$ref` and no alternative "null" at the top.
    pub schema: Value,
    pub required: bool,
    /// For people; empty when the type says nothing.
    pub doc: String,
}

impl Field {
    /// Whether the field takes several values.
    pub fn is_array(&self) -> bool {
        allows(&self.schema, "array")
    }

    /// Whether the field is a yes or no.
    pub fn is_flag(&self) -> bool {
        allows(&self.schema, "boolean")
    }

    /// The words the field takes, when it takes only some.
    pub fn words(&self) -> Vec<&str> {
        let schema = if self.is_array() { &self.schema["items"] } else { &self.schema };
        let listed = schema["enum"].as_array().into_iter().flatten();
        // An enum whose variants are documented one by one.
        let described = schema["oneOf"].as_array().into_iter().flatten();
        let described = described
            .flat_map(|one| one["enum"].as_array().into_iter().flatten().chain(one.get("const")));
        listed.chain(described).filter_map(Value::as_str).collect()
    }

    /// The JSON of one or more texts given for this field.
    pub fn value(&self, texts: &[String]) -> Value {
        match texts {
            [text] => op::from_text(&self.schema, text),
            texts if self.is_array() => texts.iter().map(|text| self.item(text)).collect(),
            // One value was asked for: core says so, in its words.
            texts => texts.iter().map(|text| op::from_text(&self.schema, text)).collect(),
        }
    }

    /// The JSON of one item of an array.
    pub fn item(&self, text: &str) -> Value {
        op::from_text(&self.schema["items"], text)
    }
}

/// The fields of an operation's input, by name.
pub fn fields(op: &Op) -> Vec<Field> {
    let mut types = SchemaGenerator::default();
    let input = (op.input)(&mut types).to_value();
    let definitions = types.definitions();
    let object = plain(&input, definitions);
    let mut fields = Vec::new();
    collect(&object, definitions, &mut fields);
    fields
}

fn collect(object: &Value, definitions: &Map<String, Value>, fields: &mut Vec<Field>) {
    let required = object["required"].as_array().cloned().unwrap_or_default();
    for (name, schema) in object["properties"].as_object().into_iter().flatten() {
        if fields.iter().any(|field| field.name == *name) {
            continue;
        }
        let mut resolved = plain(schema, definitions);
        if let Some(items) = resolved.get_mut("items") {
            *items = plain(items, definitions);
        }
        let doc = [schema, &resolved].iter().find_map(|s| s["description"].as_str());
        fields.push(Field {
            name: name.clone(),
            required: required.contains(&Value::from(name.as_str())),
            doc: doc.unwrap_or_default().replace('\n', " "),
            schema: resolved,
        });
    }
    // Parts joined into one object: each brings its fields.
    for part in object["allOf"].as_array().into_iter().flatten() {
        collect(&plain(part, definitions), definitions, fields);
    }
}

/// The schema behind references and behind "this or null".
fn plain(schema: &Value, definitions: &Map<String, Value>) -> Value {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return definitions.get(name).map_or(Value::Null, |found| plain(found, definitions));
    }
    let either = schema["anyOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut some = either.iter().filter(|one| one["type"] != "null");
    match (some.next(), some.next()) {
        (Some(only), None) => plain(only, definitions),
        _ => schema.clone(),
    }
}

fn allows(schema: &Value, name: &str) -> bool {
    match &schema["type"] {
        Value::String(one) => one == name,
        Value::Array(many) => many.iter().any(|one| one == name),
        _ => false,
    }
}
