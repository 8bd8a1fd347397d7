//! What is in memory is not fetched.

use crate::harness::{Known, in_every_engine};

const NEXT: &str = ".leaf-next a";

in_every_engine! {
    fn nothing_is_asked_for_twice(reader) {
        let (home, first, second) = (reader.dist.home(), reader.dist.essay(1), reader.dist.essay(2));
        reader.open_page(&home);
        reader.follow(&first.path);
        reader.is_at(&first);
        reader.click(NEXT);
        reader.is_at(&second);
        let asked = |page: &Known| reader.host.asked(&page.bundle());
        // What the page brought along is not asked for at all.
        assert_eq!([&home, &first, &second].map(asked), [0, 1, 1]);

        reader.click(".leaf-previous a");
        reader.is_at(&first);
        reader.click(NEXT);
        reader.is_at(&second);
        for page in [&first, &second, &first, &home] {
            reader.back();
            reader.is_at(page);
        }
        assert_eq!([&home, &first, &second].map(asked), [0, 1, 1]);
        // No page but the first is fetched, and the code only once.
        assert_eq!([&first, &second].map(|page| reader.host.asked(&page.path)), [0, 0]);
        assert_eq!(reader.host.asked(&reader.dist.code), 1);
        reader.has_not_loaded();
    }
}
