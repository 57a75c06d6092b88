//! Icons as inline SVG: one path each on a 24 × 24 grid, drawn in the text's colour.
use leptos::prelude::*;

/// An icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Two ways from one: triage.
    Split,
    /// Cases.
    Folder,
    /// Calendar.
    Calendar,
    /// Rules.
    Book,
    /// Settings.
    Sliders,
    /// Search.
    Search,
    /// Add.
    Plus,
    /// Close, remove.
    Cross,
    /// Done.
    Check,
    /// Print.
    Printer,
    /// Copy.
    Copy,
    /// Take a file.
    Download,
    /// Give a file.
    Upload,
    /// Open downwards.
    ChevronDown,
    /// Onwards.
    ChevronRight,
    /// Back.
    ChevronLeft,
    /// Attention.
    Alert,
    /// Edit.
    Pencil,
    /// Filter.
    Funnel,
    /// Columns.
    Columns,
    /// Start again.
    Refresh,
    /// Remove.
    Trash,
    /// People.
    People,
    /// Locked.
    Lock,
    /// A device.
    Device,
    /// Take an attachment.
    Camera,
    /// A file with words.
    Page,
    /// A recording.
    Play,
    /// Kept to be used again.
    Bookmark,
    /// What comes in to be done.
    Inbox,
}

/// The icon; decoration only, so it is hidden from screen readers.
pub fn icon(which: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path(which)/>
        </svg>
    }
}

fn path(which: Icon) -> &'static str {
    match which {
        Icon::Split => "M12 21v-7M12 14c0-4-6-3-6-9M12 14c0-4 6-3 6-9M3 8l3-3 3 3M15 8l3-3 3 3",
        Icon::Folder => {
            "M3 6.5A1.5 1.5 0 0 1 4.500 5H9l2 2.500h8.500A1.500 1.500 0 0 1 21 9v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 18z"
        }
        Icon::Calendar => "M4 6.500h16V20H4zM4 10.500h16M8.500 3.500v5M15.500 3.500v5",
        Icon::Book => {
            "M12 6.500C9.500 5 6.500 4.500 3.500 5v13.500c3-.5 6 0 8.500 1.500 2.500-1.500 5.500-2 8.500-1.500V5c-3-.5-6 0-8.500 1.500zM12 6.500V20"
        }
        Icon::Sliders => {
            "M4 8h8M18 8h2M4 16h2M12 16h8M15 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM9 13.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z"
        }
        Icon::Search => "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 20.500 20.500",
        Icon::Plus => "M12 5v14M5 12h14",
        Icon::Cross => "M6 6l12 12M18 6 6 18",
        Icon::Check => "M4.500 12.500 10 18 19.500 7",
        Icon::Printer => "M7 9V4h10v5M7 18H4.500V9h15v9H17M7 14.500h10V20H7z",
        Icon::Copy => "M9 9h11v11H9zM15 9V4H4v11h5",
        Icon::Download => "M12 4v11M7.500 11 12 15.500 16.500 11M4.500 19.500h15",
        Icon::Upload => "M12 16V5M7.500 9 12 4.500 16.500 9M4.500 19.500h15",
        Icon::ChevronDown => "M6 9.500l6 6 6-6",
        Icon::ChevronRight => "M9.500 6l6 6-6 6",
        Icon::ChevronLeft => "M14.500 6l-6 6 6 6",
        Icon::Alert => "M12 4 2.500 20h19zM12 10v5M12 17.200v.3",
        Icon::Pencil => "M4 20l1-4.500L16.500 4 20 7.500 8.500 19zM14 6.500 17.500 10",
        Icon::Funnel => "M3.500 5h17L14 12.500V19l-4-2v-4.500z",
        Icon::Columns => "M4 5h16v14H4zM9.500 5v14M14.500 5v14",
        Icon::Refresh => "M19.500 12A7.500 7.500 0 1 1 17 6.500M17 3v4h-4",
        Icon::People => {
            "M9 4.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM2.500 19.500c.5-3.500 3-5.500 6.500-5.500s6 2 6.500 5.500M16 5a3.200 3.200 0 0 1 0 6.200M18 14.500c2 .8 3.200 2.500 3.500 5"
        }
        Icon::Lock => "M5.500 10.500h13V20h-13zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500M12 14.500v2",
        Icon::Device => "M6.500 3.500h11v17h-11zM11 17.500h2",
        Icon::Camera => {
            "M4 7.500h4L9.500 5h5L16 7.500h4v11.500H4zM12 9.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z"
        }
        Icon::Page => "M6 3.500h8l4 4v13H6zM14 3.500v4h4M9 12h6M9 16h6",
        Icon::Play => "M4 5h16v14H4zM10 9v6l5-3z",
        Icon::Bookmark => "M6.500 4h11v16l-5.500-4-5.500 4z",
        Icon::Inbox => "M4 13.500 6.500 5h11l2.500 8.500V19H4zM4 13.500h5l1 2.500h4l1-2.500h5",
        Icon::Trash => "M5 7h14M9.500 7V4.500h5V7M7 7l1 12.500h8L17 7M10.500 11v5M13.500 11v5",
    }
}
