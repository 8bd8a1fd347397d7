//! Checks the hosts' files against what each host documents. `tests/browser/hosting.rs` checks that nginx accepts its
//! file.

mod netlify;
mod redirect_pages;
mod servers;

use std::collections::BTreeMap;

use catchword_bundle::{Order, SCHEMA, Site, Slug};

use super::{Allow, Hosting, Inline, Origin, Redirect, host_files};

/// A site at `base` that has one of everything.
pub(crate) struct Sample {
    site: Site,
    allow: Allow,
    immutable: Vec<String>,
    redirects: Vec<Redirect>,
    inline: Inline,
}

impl Sample {
    pub(crate) fn at(base: &str) -> Sample {
        let site = Site {
            schema: SCHEMA,
            title: "Sample".to_owned(),
            tagline: None,
            url: format!("https://example.org{base}"),
            base: base.to_owned(),
            language: "en".to_owned(),
            essays_at: Slug::parse("essays").unwrap(),
            home: None,
            order: Order::NewestFirst,
            authors: Vec::new(),
            nav: Vec::new(),
            footer: Default::default(),
            quick_exit: None,
            favicon: None,
            frame: None,
            parts: None,
        };
        let allow = Allow { images: vec![Origin::parse("https://images.example").unwrap()], ..Allow::default() };
        let mut inline = Inline::default();
        inline.add_script("look()");
        inline.add_style("p{}");
        let redirect = |from: &str| Redirect { from: from.to_owned(), to: format!("{base}essays/long-repair/") };
        Sample {
            site,
            allow,
            immutable: ["app-0123abcd.js", "app-0123abcd_bg.wasm", "style-0123abcd.css"].map(str::to_owned).into(),
            redirects: [
                redirect("/2019/03/x.html"),
                redirect("/old%20path/%C3%BC"),
                redirect(&format!("{base}was/here/")),
            ]
            .into(),
            inline,
        }
    }

    pub(crate) fn hosting(&self) -> Hosting<'_> {
        let Sample { site, allow, immutable, redirects, .. } = self;
        Hosting { site, allow, immutable, redirects, gone: &[], listed: true, inline: &self.inline }
    }

    fn files(&self) -> BTreeMap<String, String> {
        let files = host_files(&self.hosting());
        files.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
    }
}
