//! Tests of the store.

use super::*;

fn key(store: &Store, made_of: &str) -> Key {
    store.key("stage", |digest| digest.text(made_of)).unwrap()
}

/// A store in which a build has kept a result for each of these texts.
fn filled(folder: &Path, texts: &[&str]) {
    let store = Store::new(Some(folder));
    for text in texts {
        store.put(&key(&store, text), text.as_bytes().to_vec());
    }
    store.finish();
}

fn found(folder: &Path, text: &str) -> Option<Arc<[u8]>> {
    let store = Store::new(Some(folder));
    store.get(&key(&store, text))
}

#[test]
fn a_result_is_found_by_what_it_is_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("a folder with ü");
    filled(&folder, &["one", ""]);
    assert_eq!(found(&folder, "one").as_deref(), Some(&b"one"[..]));
    assert_eq!(found(&folder, "").as_deref(), Some(&b""[..]));
    assert_eq!(found(&folder, "two"), None);
    let store = Store::new(Some(&folder));
    assert_ne!(store.key("a", |digest| digest.text("bc")), store.key("ab", |digest| digest.text("c")));
    assert_ne!(key(&store, "a"), store.key("stage", |digest| digest.json(&"a")).unwrap());
}

#[test]
fn what_a_build_has_not_used_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    filled(folder.path(), &["kept", "gone"]);
    let store = Store::new(Some(folder.path()));
    assert!(store.get(&key(&store, "kept")).is_some());
    store.finish();
    assert!(found(folder.path(), "kept").is_some() && found(folder.path(), "gone").is_none());
}

#[test]
fn a_damaged_result_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let damages: [fn(&mut Vec<u8>); 3] = [|bytes| bytes[60] ^= 1, |bytes| bytes.truncate(50), |bytes| bytes[35] = 0xff];
    for damage in damages {
        filled(folder.path(), &["a text that is long enough"]);
        let file = std::fs::read_dir(own_folder(folder.path())).unwrap().next().unwrap().unwrap().path();
        let mut bytes = std::fs::read(&file).unwrap();
        damage(&mut bytes);
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(found(folder.path(), "a text that is long enough"), None);
        let store = Store::new(Some(folder.path()));
        let made = store.text("stage", |digest| digest.text("a text that is long enough"), || "new".to_owned());
        assert_eq!(made, "new");
        store.finish();
        assert_eq!(found(folder.path(), "a text that is long enough").as_deref(), Some(&b"new"[..]));
        std::fs::remove_file(&file).unwrap();
    }
}

#[test]
fn without_a_folder_nothing_is_kept() {
    let store = Store::none();
    assert_eq!(store.key("stage", |_| panic!("nothing is to be added")), None);
    store.put(&[0; 32], vec![1]);
    assert_eq!(store.get(&[0; 32]), None);
    store.finish();
}
