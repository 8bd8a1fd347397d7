//! Names that other site generators have for fields of ours.

/// The fields that an author of another generator's site probably means. Which of them depends on the file.
pub(super) fn meant(name: &str) -> &'static [&'static str] {
    match name.to_lowercase().as_str() {
        "description" | "excerpt" | "abstract" => &["summary", "tagline"],
        "categories" | "category" | "keywords" | "tag" => &["tags"],
        "lastmod" | "modified" | "last_modified_at" => &["updated"],
        "pubdate" | "publishdate" | "publish_date" | "published" | "published_at" => &["date"],
        "permalink" | "redirect_from" | "alias" | "redirects" => &["aliases"],
        "language" | "lang" | "locale" => &["lang", "language"],
        "cover" | "cover_image" | "coverimage" | "image" | "images" | "featured_image" | "featuredimage"
        | "feature_image" | "featured" | "thumbnail" | "thumb" | "banner" | "picture" | "photo" | "pic" | "img"
        | "header" | "header_image" | "hero_image" | "heroimage" | "hero_alt" | "og_image" | "ogimage"
        | "social_image" | "teaser" | "image_alt" | "alt" | "cover_alt" | "caption" | "credit" => &["hero"],
        "baseurl" | "base_url" | "site_url" | "siteurl" => &["url"],
        "author" => &["authors"],
        "subtitle" => &["tagline"],
        "menu" => &["nav"],
        _ => &[],
    }
}
