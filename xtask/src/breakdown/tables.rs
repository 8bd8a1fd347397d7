//! Weighs groups of a module's parts.
//!
//! A group's size after compression is what brotli would save without it: the whole, less the whole without these bytes. What
//! two groups have in common, such as the same sequence of instructions, is saved by neither. It is a row of its own, so
//! that the sum is the whole.

use std::collections::BTreeMap;

use anyhow::Result;

use super::module::{Module, Part};
use crate::sizes;

/// A group of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) name: String,
    /// How many parts.
    pub(super) count: usize,
    pub(super) raw: usize,
    pub(super) brotli: i64,
}

/// Groups of parts, and their sum.
#[derive(Debug)]
pub(super) struct Table {
    /// The groups, the largest first and the small ones last.
    pub(super) rows: Vec<Row>,
    /// What is saved only without several of them.
    pub(super) common: i64,
    pub(super) sum: Row,
}

impl Table {
    /// Puts all parts that have a group into a table. Groups smaller than `smallest` are one row.
    ///
    /// # Errors
    /// When brotli fails.
    pub(super) fn of(module: &Module, smallest: usize, group: impl Fn(&Part) -> Option<String>) -> Result<Self> {
        let names: Vec<Option<String>> = module.parts.iter().map(group).collect();
        let mut sizes = BTreeMap::<&str, usize>::new();
        for (part, name) in module.parts.iter().zip(&names) {
            if let Some(name) = name {
                *sizes.entry(name).or_default() += part.place.len();
            }
        }
        let others: Vec<&str> = sizes.iter().filter(|(_, size)| **size < smallest).map(|(name, _)| *name).collect();
        let mut groups: Vec<(String, Vec<&str>)> =
            sizes.keys().filter(|name| !others.contains(name)).map(|name| ((*name).to_owned(), vec![*name])).collect();
        match others.as_slice() {
            [] => {}
            [one] => groups.push(((*one).to_owned(), others)),
            _ => groups.push((format!("{} others: {}", others.len(), others.join(", ")), others)),
        }
        let whole = compressed(module, |_| true)?;
        let row = |name: String, is_in: &dyn Fn(usize) -> bool| -> Result<Row> {
            let inside: Vec<usize> = (0..names.len()).filter(|number| is_in(*number)).collect();
            let raw = inside.iter().map(|number| module.parts[*number].place.len()).sum();
            Ok(Row { name, count: inside.len(), raw, brotli: whole - compressed(module, |number| !is_in(number))? })
        };
        groups.sort_by_key(|(_, members)| std::cmp::Reverse(if members.len() > 1 { 0 } else { sizes[members[0]] }));
        let mut rows = Vec::new();
        for (name, members) in groups {
            let is_in = |number: usize| names[number].as_deref().is_some_and(|name| members.contains(&name));
            rows.push(row(name, &is_in)?);
        }
        let sum = row("sum".to_owned(), &|number| names[number].is_some())?;
        Ok(Self { common: sum.brotli - rows.iter().map(|row| row.brotli).sum::<i64>(), rows, sum })
    }
}

/// The size of the module after brotli, with only the parts that are kept.
fn compressed(module: &Module, is_kept: impl Fn(usize) -> bool) -> Result<i64> {
    let mut kept = Vec::with_capacity(module.bytes.len());
    for (_, part) in module.parts.iter().enumerate().filter(|(number, _)| is_kept(*number)) {
        kept.extend_from_slice(&module.bytes[part.place.clone()]);
    }
    if kept.is_empty() {
        return Ok(0);
    }
    Ok(i64::try_from(sizes::code_brotli(&kept)?)?)
}

#[cfg(test)]
mod tests {
    use super::super::module::PartKind;
    use super::super::module::tests::example;
    use super::*;

    fn module() -> Module {
        Module::read(&example(&[("a", 300), ("b", 40), ("c", 2), ("d", 3)], b"some text \x00\x01 and more")).unwrap()
    }

    #[test]
    fn the_sum_of_all_kinds_is_the_whole() {
        let module = module();
        let table = Table::of(&module, 0, |part| Some(format!("{:?}", part.kind))).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.raw).sum::<usize>(), module.bytes.len());
        assert_eq!(table.sum.raw, module.bytes.len());
        let whole = i64::try_from(sizes::code_brotli(&module.bytes).unwrap()).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.brotli).sum::<i64>() + table.common, whole);
    }

    #[test]
    fn small_groups_are_one_row_and_others_are_left_out() {
        let named = |part: &Part| (part.kind == PartKind::Function).then(|| part.name.clone());
        let table = Table::of(&module(), 20, named).unwrap();
        let rows: Vec<_> = table.rows.iter().map(|row| (row.name.as_str(), row.count, row.raw)).collect();
        assert_eq!(rows, [("a", 1, 304), ("b", 1, 43), ("2 others: c, d", 2, 5 + 6)]);
        assert_eq!((table.sum.count, table.sum.raw), (4, 304 + 43 + 11));
    }

    #[test]
    fn a_part_weighs_what_is_saved_without_it() {
        let mut module =
            Module::read(&example(&[("a", 1), ("b", 1)], b"0123456789abcdefghijklmnopqrstuvwxyz")).unwrap();
        let table = Table::of(&module, 0, |part| Some(format!("{:?}", part.kind))).unwrap();
        let texts = |table: &Table| table.rows.iter().find(|row| row.name == "Texts").unwrap().brotli;
        let alone = texts(&table);
        assert!(alone > 15, "{alone}");
        // A second copy of the texts costs little beside the first.
        let place = module.parts.iter().find(|part| part.kind == PartKind::Texts).unwrap().place.clone();
        let copy = module.bytes[place].to_vec();
        let end = module.bytes.len();
        module.bytes.extend_from_slice(&copy);
        module.parts.push(Part { kind: PartKind::Custom, name: String::new(), place: end..module.bytes.len() });
        let table = Table::of(&module, 0, |part| Some(format!("{:?}", part.kind))).unwrap();
        assert!(texts(&table) < alone / 2, "{} of {alone}", texts(&table));
        assert!(table.common > alone / 2, "{}", table.common);
    }
}
