//! What has to be done at a place.

use std::collections::{BTreeMap, BTreeSet};

use catchword_manifest::{Paths, parse, to_text};

use crate::error::PublishError;
use crate::files::Files;

/// Whether files at the place may be replaced that Catchword did not put there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They stay, and one that is in the way stops the publication.
    Keep,
    /// One that is in the way is replaced. All others stay.
    Replace,
}

/// What is at a place.
#[derive(Debug, Clone, Default)]
pub struct There {
    /// The list that the last publication left.
    pub list: Option<String>,
    /// The files there, as far as the place knows them: whether each has the same bytes as the site's file of that path.
    pub files: BTreeMap<String, bool>,
}

/// What has to be done. Paths are those at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Files that are not there.
    pub new: Vec<String>,
    /// Files that are there with other bytes.
    pub changed: Vec<String>,
    /// Files of the last publication that the site no longer has.
    pub deleted: Vec<String>,
    /// How many files stay as they are.
    pub same: usize,
    /// How many files there are somebody else's. They stay.
    pub others: usize,
    /// How many bytes are new or changed.
    pub bytes: u64,
    list: String,
    list_on_the_way: String,
    is_list_there: bool,
}

impl Plan {
    /// Compares a site with what is there.
    ///
    /// # Errors
    /// When a file is in the way that no publication put there, and it may not be replaced.
    pub fn new(files: &Files, there: &There, others: Others) -> Result<Plan, PublishError> {
        let listed = there.list.as_deref().map(parse).unwrap_or_default();
        let is_foreign =
            |path: &str| there.files.contains_key(path) && !listed.contains(path) && !files.contains_key(path);
        let mut in_the_way: Vec<String> = Vec::new();
        let mut plan = Plan {
            new: Vec::new(),
            changed: Vec::new(),
            deleted: Vec::new(),
            same: 0,
            others: there.files.keys().filter(|path| is_foreign(path)).count(),
            bytes: 0,
            list: to_text(false, files.keys()),
            list_on_the_way: String::new(),
            is_list_there: false,
        };
        for (path, content) in files {
            match there.files.get(path) {
                Some(true) => {
                    plan.same += 1;
                    continue;
                }
                Some(false) => {
                    if !listed.contains(path) {
                        in_the_way.push(path.clone());
                    }
                    plan.changed.push(path.clone());
                }
                None => plan.new.push(path.clone()),
            }
            plan.bytes += content.size;
            // Where the site needs a folder.
            in_the_way.extend(above(path).filter(|folder| is_foreign(folder)).map(str::to_owned));
        }
        // Where the site needs a file, and there is a folder.
        let foreign = there.files.keys().filter(|path| is_foreign(path));
        let blocking: Paths = foreign
            .flat_map(|path| above(path))
            .filter(|above| files.contains_key(*above))
            .map(str::to_owned)
            .collect();
        let is_replaced =
            others == Others::Replace && blocking.is_empty() && in_the_way.iter().all(|path| files.contains_key(path));
        in_the_way.extend(blocking);
        if !in_the_way.is_empty() && !is_replaced {
            in_the_way.sort();
            in_the_way.dedup();
            return Err(PublishError::in_the_way(&in_the_way));
        }
        plan.deleted = listed
            .iter()
            .filter(|path| !files.contains_key(*path) && there.files.contains_key(*path))
            .cloned()
            .collect();
        plan.is_list_there = there.list.as_deref() == Some(&plan.list);
        let both: Paths = files.keys().chain(&plan.deleted).cloned().collect();
        plan.list_on_the_way = to_text(false, &both);
        Ok(plan)
    }

    /// Whether the place has the site already.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.deleted.is_empty() && self.is_list_there
    }

    /// The paths of all files to send.
    pub(crate) fn sent(&self) -> impl Iterator<Item = &String> {
        self.new.iter().chain(&self.changed)
    }

    /// The files to delete, in two parts: those that must go before anything is sent, because a file becomes a folder or the
    /// reverse, and all others.
    pub(crate) fn deleted_in_order(&self) -> (Vec<&String>, Vec<&String>) {
        let sent: BTreeSet<&str> = self.sent().map(String::as_str).collect();
        let folders: BTreeSet<&str> = self.sent().flat_map(|path| above(path)).collect();
        let is_first =
            |path: &&String| folders.contains(path.as_str()) || above(path).any(|above| sent.contains(above));
        self.deleted.iter().partition(is_first)
    }

    /// The list of the site's files.
    pub(crate) fn list(&self) -> &str {
        &self.list
    }

    /// The list to write first: the files of both sites.
    pub(crate) fn list_on_the_way(&self) -> &str {
        &self.list_on_the_way
    }
}

/// The folders that contained these files, the deepest first: level by level.
pub(crate) fn folders_of(paths: &[&String]) -> Vec<Vec<String>> {
    let mut levels: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for folder in paths.iter().flat_map(|path| above(path)) {
        levels.entry(folder.matches('/').count()).or_default().insert(folder);
    }
    levels.into_values().rev().map(|level| level.into_iter().map(str::to_owned).collect()).collect()
}

/// The paths of the folders that contain a file, outermost first.
pub(crate) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Content;

    fn files(paths: &[&str]) -> Files {
        let content = Content { from: "nowhere".into(), size: 10 };
        paths.iter().map(|path| ((*path).to_owned(), content.clone())).collect()
    }

    fn there(list: Option<&[&str]>, files: &[(&str, bool)]) -> There {
        let list = list.map(|paths| to_text(false, &paths.iter().map(|path| (*path).to_owned()).collect::<Paths>()));
        There { list, files: files.iter().map(|(path, same)| ((*path).to_owned(), *same)).collect() }
    }

    #[test]
    fn only_what_the_last_list_names_is_deleted() {
        let there = there(
            Some(&["a.html", "b.html", "gone.html", "not-there.html"]),
            &[("a.html", true), ("b.html", false), ("gone.html", false), ("CNAME", false), ("blog/x", false)],
        );
        let plan = Plan::new(&files(&["a.html", "b.html", "c.html"]), &there, Others::Keep).unwrap();
        assert_eq!(
            (plan.new, plan.changed, plan.deleted),
            (vec!["c.html".into()], vec!["b.html".into()], vec!["gone.html".into()])
        );
        assert_eq!((plan.same, plan.others, plan.bytes), (1, 2, 20));
    }

    #[test]
    fn somebody_elses_file_is_replaced_only_on_request() {
        let there = there(None, &[("index.html", false), ("same.html", true)]);
        let site = files(&["index.html", "same.html"]);
        let error = Plan::new(&site, &there, Others::Keep).unwrap_err();
        assert!(error.to_string().starts_with("`index.html` is there already"), "{error}");
        assert_eq!(Plan::new(&site, &there, Others::Replace).unwrap().changed, ["index.html"]);
    }

    #[test]
    fn a_file_is_never_exchanged_for_a_folder_of_somebody_else() {
        for (path, foreign) in [("a/index.html", "a"), ("a", "a/mine.txt")] {
            for others in [Others::Keep, Others::Replace] {
                let there = there(Some(&[]), &[(foreign, false)]);
                let error = Plan::new(&files(&[path]), &there, others).unwrap_err();
                assert!(error.to_string().starts_with("`a` is there already"), "{error}");
            }
        }
        // One of ours may become a folder.
        let ours = there(Some(&["a"]), &[("a", false)]);
        let plan = Plan::new(&files(&["a/index.html"]), &ours, Others::Keep).unwrap();
        assert_eq!(plan.deleted_in_order(), (vec![&"a".to_owned()], vec![]));
        let ours = there(Some(&["a/index.html", "b"]), &[("a/index.html", false), ("b", false)]);
        let plan = Plan::new(&files(&["a"]), &ours, Others::Keep).unwrap();
        assert_eq!(plan.deleted_in_order(), (vec![&"a/index.html".to_owned()], vec![&"b".to_owned()]));
    }

    #[test]
    fn an_old_list_is_something_to_do() {
        let site = files(&["a"]);
        let done =
            |list: &[&str]| Plan::new(&site, &there(Some(list), &[("a", true)]), Others::Keep).unwrap().is_done();
        assert!(done(&["a"]) && !done(&["a", "b"]) && !done(&[]));
    }
}
