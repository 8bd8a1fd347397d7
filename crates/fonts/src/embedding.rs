//! What a font's maker says about giving it on: `fsType` in the table
//! [OS/2](https://learn.microsoft.com/en-us/typography/opentype/spec/os2#fstype).

/// What the file says its maker allows. It doesn't replace the licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embedding {
    /// It may be embedded, and installed by whoever gets it.
    Installable,
    /// It may be embedded in what others can edit.
    Editable,
    /// It may be embedded in what others can only look at.
    PreviewAndPrint,
    /// It may not be embedded without the maker's permission.
    Restricted,
}

const RESTRICTED: u16 = 0x0002;
const PREVIEW_AND_PRINT: u16 = 0x0004;
const EDITABLE: u16 = 0x0008;
const NO_SUBSETTING: u16 = 0x0100;

impl Embedding {
    /// Reads `fsType`. Old fonts set several bits: the one that allows most counts.
    pub(crate) fn of(fs_type: u16) -> Self {
        if fs_type & EDITABLE != 0 {
            Self::Editable
        } else if fs_type & PREVIEW_AND_PRINT != 0 {
            Self::PreviewAndPrint
        } else if fs_type & RESTRICTED != 0 {
            Self::Restricted
        } else {
            Self::Installable
        }
    }
}

/// Whether characters may be left out.
pub(crate) fn may_subset(fs_type: u16) -> bool {
    fs_type & NO_SUBSETTING == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bit_that_allows_most_counts() {
        for (fs_type, embedding) in [
            (0, Embedding::Installable),
            (2, Embedding::Restricted),
            (4, Embedding::PreviewAndPrint),
            (6, Embedding::PreviewAndPrint),
            (8, Embedding::Editable),
            (0x0102, Embedding::Restricted),
            (0x0300, Embedding::Installable),
        ] {
            assert_eq!(Embedding::of(fs_type), embedding, "{fs_type:#x}");
        }
        assert!(may_subset(2) && !may_subset(0x0100));
    }
}
